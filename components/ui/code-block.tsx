import { classNames } from './class-names.ts';
import { CopyButton } from './copy-button.tsx';

type LineMark = 'add' | 'del' | null;

type CodeBlockProps = {
  readonly code: string;
  /** Names the block for screen readers and the copy button: `YAML of checkout`. */
  readonly label: string;
  readonly language?: 'yaml' | 'plain' | undefined;
  /** One mark for each line: shown as added or removed, with its sign in front. */
  readonly marks?: readonly LineMark[] | undefined;
  readonly copy?: boolean | undefined;
  /** Ends the block at this height and scrolls inside. */
  readonly className?: string | undefined;
};

/** Text of a machine, with light colouring of YAML's keys and values. */
export function CodeBlock({ code, label, language = 'yaml', marks, copy = true, className }: CodeBlockProps) {
  const lines = code.replace(/\n$/, '').split('\n');
  return (
    <div className="relative">
      {copy && (
        <div className="absolute top-0 right-0 z-1 bg-panel">
          <CopyButton text={code} label={`Copy ${label}`} iconOnly />
        </div>
      )}
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={classNames('overflow-auto', className)}
      >
        <pre className="text-xs leading-[1.65] whitespace-pre">
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its identity
            <CodeLine key={index} line={line} language={language} mark={marks ? (marks[index] ?? null) : undefined} />
          ))}
        </pre>
      </section>
    </div>
  );
}

const lineTones = { add: 'bg-go-soft', del: 'bg-danger-soft' } as const;
const signs = { add: '+', del: '-' } as const;
const signWords = { add: 'added: ', del: 'removed: ' } as const;

function CodeLine({
  line,
  language,
  mark,
}: {
  readonly line: string;
  readonly language: 'yaml' | 'plain';
  readonly mark: LineMark | undefined;
}) {
  return (
    <span className={classNames('block min-w-max', mark && lineTones[mark])}>
      {mark && <span className="sr-only">{signWords[mark]}</span>}
      {mark !== undefined && <span aria-hidden="true">{mark ? signs[mark] : ' '} </span>}
      {language === 'yaml' ? <YamlLine line={line} /> : line}
      {'\n'}
    </span>
  );
}

const keyValue = /^(\s*(?:- )*)((?:"[^"]*"|'[^']*'|[^\s"'#:-][^#:]*?|-?[^\s:#]+))(:)(\s.*|)$/;
const listItem = /^(\s*(?:- )+)(.*)$/;

/** One line of block YAML in colours. A line that it does not understand stays plain: never wrong, only less colourful. */
function YamlLine({ line }: { readonly line: string }) {
  const pair = keyValue.exec(line);
  if (pair) {
    const [, indent = '', key = '', colon = '', value = ''] = pair;
    return (
      <>
        {indent}
        <span className="text-code-key">{key}</span>
        {colon}
        <span className="text-code-string">{value}</span>
      </>
    );
  }
  const item = listItem.exec(line);
  if (!item) return line;
  return (
    <>
      {item[1]}
      <span className="text-code-string">{item[2]}</span>
    </>
  );
}
