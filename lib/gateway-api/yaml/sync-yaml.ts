import { isSame } from '../document.ts';
import { expandAliases } from './expand-aliases.ts';
import { patchDocument } from './patch-document.ts';
import { readYaml, type YamlReading } from './read-yaml.ts';
import { spliceText } from './splice-text.ts';
import { writeYaml } from './write-yaml.ts';

/**
 * A text of YAML after its document was changed elsewhere: only what differs between `from` and `to` is written anew; comments,
 * the order of keys, quotes, blank lines and everything else stay as they are, byte for byte. Entries of lists take their
 * comments along. What the text says beyond `from` stays too.
 *
 * A text that cannot be read, and one whose construction does not allow the edit in place, are written anew as a whole.
 *
 * @param from what the text says
 * @param to what it shall say
 */
export function syncYaml(text: string, from: unknown, to: unknown): string {
  if (isSame(from, to)) return text;
  const isCrlf = /\r\n/.test(text) && !/[^\r]\n/.test(text);
  const lines = isCrlf ? text.replaceAll('\r\n', '\n') : text;
  const synced = syncLines(lines, from, to);
  return isCrlf ? synced.replaceAll('\n', '\r\n') : synced;
}

function syncLines(text: string, from: unknown, to: unknown): string {
  const reading = readYaml(text);
  if (!reading.ok || reading.value === null) return writeYaml(to);
  const synced = tryPatch(text, reading, from, to);
  if (synced.text !== null) return synced.text;
  // A value that is repeated elsewhere cannot be changed at one place only while it is an alias.
  const expanded = expandAliases(text, reading);
  const again = expanded === text ? null : readYaml(expanded);
  const second = again?.ok ? tryPatch(expanded, again, from, to).text : null;
  return second ?? writeYaml(synced.value);
}

/** Patches and reads the result again: what does not say what it should is not taken. */
function tryPatch(text: string, reading: Extract<YamlReading, { ok: true }>, from: unknown, to: unknown) {
  const { value, splices } = patchDocument(text, reading, from, to);
  if (splices === null) return { value, text: null };
  const synced = spliceText(text, splices);
  const again = readYaml(synced);
  return { value, text: again.ok && isSame(again.value, value) ? synced : null };
}
