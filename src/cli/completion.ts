import type { Command } from 'commander'
import { RihlaError } from '../errors.ts'
import { print } from './output.ts'

/** `rihla completion`: a script by which the shell completes commands and options; files where a command takes them. */
export function completion(shell: string, program: Command): void {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined
  if (!script) {
    const known = Object.keys(scripts).join(', ')
    throw new RihlaError('request-invalid', `no completion for ${JSON.stringify(shell)}: there are ${known}`)
  }
  print(script(program.commands))
}

const scripts: Record<string, (commands: readonly Command[]) => string> = {
  bash,
  zsh: (commands) =>
    `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`,
  fish,
}

/** Subcommands, then options in full. */
function wordsOf({ commands, options }: Command): string[] {
  const flags = [...options, ...commands.flatMap((command) => command.options)].flatMap(({ long }) => long ?? [])
  return [...commands.map((command) => command.name()), ...new Set([...flags, '--help'])]
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => `    ${command.name()}) words="${wordsOf(command).join(' ')}" ;;`)
  return `_rihla() {
  local words current="\${COMP_WORDS[COMP_CWORD]}"
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  [ "$COMP_CWORD" -gt 1 ] || words="${commands.map((command) => command.name()).join(' ')} --help --version"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _rihla rihla`
}

function fish(commands: readonly Command[]): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, String.raw`\$&`)}'`
  const lines = commands.flatMap((command) => {
    const name = command.name()
    const within = `complete -c rihla -n ${quoted(`__fish_seen_subcommand_from ${name}`)}`
    return [
      `complete -c rihla -n __fish_use_subcommand -f -a ${name} -d ${quoted(command.description())}`,
      ...wordsOf(command).map((word) => `${within} ${word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`}`),
    ]
  })
  return lines.join('\n')
}
