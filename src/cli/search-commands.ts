import { type Command, Option } from 'commander'

const json = () => new Option('--json', 'print JSON for programs')

/** Adds `rihla searches` with what can be done with a saved search; by itself it lists them. */
export function addSearchCommands(program: Command): void {
  const searches = program
    .command('searches')
    .description(
      'list, add, remove or test saved searches: each tells a webhook of new documents in which it finds something',
    )
  searches
    .command('list', { isDefault: true })
    .description('list the saved searches, with what became of their messages')
    .addOption(json())
    .action(async (options) => (await import('./searches.ts')).listSearches(options))
  searches
    .command('add')
    .description('save a search; the secret that its messages are signed with is shown once')
    .argument('<query...>', 'what to look for, in the query language')
    .requiredOption('--webhook <url>', 'where to tell of what it finds')
    .addOption(new Option('--name <name>', 'what to call it; the query itself where absent'))
    .addOption(json())
    .action(async (query, options) => (await import('./searches.ts')).addSearch(query.join(' '), options))
  searches
    .command('remove')
    .description('remove a saved search; what waits to be told for it is not told any more')
    .argument('<id>', 'its id, as the list shows it')
    .addOption(json())
    .action(async (id, options) => (await import('./searches.ts')).removeSearch(id, options))
  searches
    .command('test')
    .description('tell what a saved search finds at present, and try its webhook')
    .argument('<id>', 'its id, as the list shows it')
    .addOption(json())
    .action(async (id, options) => (await import('./searches.ts')).testSearch(id, options))
}
