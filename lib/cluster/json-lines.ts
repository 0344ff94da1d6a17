import 'server-only';

/**
 * The JSON values of a stream with one per line.
 *
 * @param onBytes called at every chunk, so that silence can be noticed
 * @throws SyntaxError on a line that is not JSON: the stream can no longer be trusted
 */
export async function* readJsonLines(body: AsyncIterable<Uint8Array>, onBytes: () => void): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of body) {
    onBytes();
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) if (line) yield JSON.parse(line);
  }
}
