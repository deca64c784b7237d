/** Sends one file straight to storage, telling how far it is. The functions only say where it may go. */

/** The id under which the file can be attached. Throws a Problem that can be shown. */
export async function upload(api, desk, file, onProgress, stopped) {
  const described = { desk, name: file.name, type: file.type, size: file.size };
  const { id, upload: place } = await api.post("/files", described, crypto.randomUUID());
  await post(api, place, file, onProgress, stopped);
  return id;
}

/** By XMLHttpRequest, as fetch does not tell how far it is. The file comes last: storage ignores what follows it. */
function post(api, { url, fields }, file, onProgress, stopped) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file);
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener("load", () => (request.status < 300 ? done() : failed(api.problem("file_missing", { name: file.name }))));
    request.addEventListener("error", () => failed(api.problem("offline")));
    request.addEventListener("abort", () => failed(new DOMException("stopped", "AbortError")));
    stopped.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
