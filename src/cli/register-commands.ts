import { type Command, InvalidArgumentError, Option } from 'commander'

/** Registers with what one entry of each is; the words are those of src/contracts/registers.ts, which takes long to load. */
const registers = {
  projects: 'projects of technical cooperation',
  figures: 'figures: how much, of what, when and where',
  conventions: 'conventions and other instruments',
  countries: 'countries',
  corridors: 'corridors from one country to another',
  organisations: 'organisations as donors, partners and authors',
} as const

const ways = ['csv', 'jsonl', 'iati', 'ftm']

/** Adds a command for each register, and the one that exports them. */
export function addRegisterCommands(program: Command): void {
  for (const [register, what] of Object.entries(registers)) {
    const command = program
      .command(register)
      .description(`list ${what} of all documents, each once, with how many documents name it`)
      .argument('[words...]', 'words that all stand in its name or quote')
    withFilters(command)
      .addOption(new Option('--sort <order>', 'largest first').choices(['documents', 'label', 'value', 'year', 'new']))
      .addOption(new Option('--size <count>', 'entries').default(20).argParser(upTo(500)))
      .addOption(new Option('--cursor <cursor>', 'go on after an earlier answer'))
      .addOption(new Option('--key <key>', 'one entry, with its evidence').conflicts(['sort']))
      .addOption(new Option('--json', 'print JSON for programs'))
      .action(async (words, options) => (await import('./registers.ts')).registers(register, words.join(' '), options))
  }
  const exporting = program
    .command('export')
    .description('write a register, a search, or corrections as a file, without a limit of count')
    .argument('<what>', `${Object.keys(registers).join(', ')}, search or corrections`)
    .argument('[query...]', 'what to look for; of a search in the query language')
  withFilters(exporting)
    .addOption(new Option('--as <format>', 'the format of the file').choices(ways).default('csv'))
    .addOption(new Option('--output <file>', 'write there, whole or not at all, and not on stdout'))
    .action(async (what, query, options) => (await import('./export.ts')).exportFile(what, query.join(' '), options))
}

function withFilters(command: Command): Command {
  const several = (flags: string, what: string) =>
    new Option(flags, `${what}; repeated, one of them`).argParser((value: string, before: string[] | undefined) => [
      ...(before ?? []),
      value,
    ])
  return command
    .addOption(several('--country <name>', 'of this country, by any name of it'))
    .addOption(several('--convention <name>', 'beside this convention ("C189")'))
    .addOption(several('--donor <name>', 'with this donor'))
    .addOption(several('--document <id>', 'in this document'))
    .addOption(several('--kind <kind>', 'of this kind: money, percent; convention; donor'))
    .addOption(several('--currency <code>', 'in this currency'))
    .addOption(new Option('--from <year>', 'its years reach this one or a later one').argParser(upTo(9999)))
    .addOption(new Option('--to <year>', 'its years reach this one or an earlier one').argParser(upTo(9999)))
    .addOption(new Option('--min <number>', 'its value is this or more (100e9)'))
    .addOption(new Option('--max <number>', 'its value is this or less'))
}

/** Reads a whole number from 1 to the most there may be. */
export const upTo =
  (most: number) =>
  (text: string): number => {
    const number = /^\d{1,4}$/.test(text) ? Number(text) : 0
    if (number < 1 || number > most) throw new InvalidArgumentError(`it is a whole number from 1 to ${most}`)
    return number
  }
