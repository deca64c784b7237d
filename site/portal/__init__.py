"""The portal: policies and words become pages, feeds and indexes; `hook` builds each language of it."""
