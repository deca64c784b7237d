/** Words of a text for searching: without case and accents, and cut to what their inflected forms share. Pure. */

const FOLDED = { ø: "o", đ: "d", æ: "a", ß: "ss", ł: "l", þ: "th", ð: "d" };

/** Endings by language, after folding. Cut again and again, the longest first, as long as three letters remain. */
const ENDINGS = {
  en: ["ingly", "ments", "ations", "ation", "ment", "ings", "ing", "edly", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y"],
  nb: ["hetene", "hetens", "heten", "heter", "elsene", "elsen", "elser", "else", "enes", "ene", "ane", "ens", "ets", "ers", "ing", "en", "et", "er", "ar", "te", "a", "e", "s"],
  sv: ["heterna", "heten", "heter", "ningar", "ningen", "ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "ning", "ade", "at", "en", "et", "er", "ar", "or", "na", "a", "e", "n", "s"],
  fi: ["isiin", "ineen", "issa", "ista", "illa", "ilta", "ille", "iksi", "tten", "jen", "ien", "iin", "seen", "ssa", "sta", "lla", "lta", "lle", "ksi", "tta", "kin", "nsa", "mme", "nne", "ja", "ta", "na", "ni", "si", "n", "t", "a", "e", "i", "o", "u", "y"],
  hr: ["ovima", "evima", "ijama", "ama", "ima", "ovi", "evi", "ova", "eva", "iti", "ati", "ite", "ate", "amo", "imo", "oga", "omu", "om", "em", "og", "oj", "im", "ih", "a", "e", "i", "o", "u"],
};

const SHORTEST = 3;
const CUTS = 3;

/** A text in small letters without marks: "Åpner" is "apner". */
export function fold(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/[øđæßłþð]/g, (letter) => FOLDED[letter]);
}

/** The folded words of a text. */
export function words(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What the inflected forms of a folded word share, as far as endings tell. */
export function stem(word, language) {
  let left = word;
  for (let cut = 0; cut < CUTS; cut += 1) {
    const ending = (ENDINGS[language] ?? []).find((end) => left.endsWith(end) && left.length - end.length >= SHORTEST);
    if (!ending) break;
    left = left.slice(0, -ending.length);
  }
  return language === "fi" ? grade(left) : left;
}

/** Finnish consonants that change within a word: "tilauks" and "tilaus", "palkk" and "palk". */
function grade(left) {
  return left.replace(/ks$/, "s").replace(/([kpt])\1/g, "$1").replace(/([aeiouy])\1$/, "$1");
}
