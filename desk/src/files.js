// Files: of a folder where the browser gives one, else chosen and downloaded. Drafts survive a crash.
// Never kept: what is known of persons.
const NAME = /\.(pol|notice\.json)$/;

export const isOurs = (name) => NAME.test(name);

async function below(handle, prefix, found) {
  for await (const [name, entry] of handle.entries()) {
    if (name.startsWith(".")) continue;
    if (entry.kind === "directory") await below(entry, `${prefix}${name}/`, found);
    else if (isOurs(name)) found.set(prefix + name, { handle: entry, file: await entry.getFile() });
  }
  return found;
}

export const filesBelow = (handle) => below(handle, "", new Map());

export function filesChosen(list) {
  const found = new Map();
  for (const file of list) {
    const path = file.webkitRelativePath.split("/").slice(1).join("/") || file.name;
    if (isOurs(path)) found.set(path, { file });
  }
  return found;
}

// Writes a file in place, unless somebody else has written it since it was read.
export async function save(entry, text) {
  const now = await entry.handle.getFile();
  if (now.lastModified !== entry.file.lastModified || now.size !== entry.file.size) return "changed";
  const writable = await entry.handle.createWritable();
  await writable.write(new Blob([text]));
  await writable.close();
  entry.file = await entry.handle.getFile();
  return "saved";
}

export function download(name, text, type = "text/plain;charset=utf-8") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name.split("/").pop();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// ---- drafts: text that isn't saved, by folder and file -------------------------------------------------
function store(mode, act) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("polc-desk", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("drafts", mode, { durability: "strict" });
      const request = act(transaction.objectStore("drafts"));
      transaction.oncomplete = () => (opening.result.close(), done(request.result));
      transaction.onabort = () => failed(transaction.error);
    };
  });
}

export const drafts = {
  get: (key) => store("readonly", (kept) => kept.get(key)).catch(() => undefined),
  put: (key, text) => store("readwrite", (kept) => kept.put(text, key)).catch(() => undefined),
  clear: () => store("readwrite", (kept) => kept.clear()).catch(() => undefined),
  drop: (key) => store("readwrite", (kept) => kept.delete(key)).catch(() => undefined),
};
