// Names of what is sent, so that sending it again is known as such.

/** A random id of 32 hexadecimal digits. */
export function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same in the form of a UUID. */
export const randomUuid = () => randomId().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
