#!/usr/bin/env node
import { Argument, Command, CommanderError, Option } from 'commander'
import { addRegisterCommands, upTo } from './cli/register-commands.ts'
import { addSearchCommands } from './cli/search-commands.ts'
import { StageName } from './contracts/stored-document.ts'
import { version } from './version.ts'

/** Exit codes: 0 all is well, 1 something failed, 2 the command or the settings are wrong. */
const usageError = 2

const json = () => new Option('--json', 'print JSON for programs')
const width = process.stdout.columns ?? 100

const program = new Command('rihla')
  .description('Takes in migration documents and makes what they say findable.')
  .version(version)
  .configureHelp({ helpWidth: width, showGlobalOptions: true })
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'rihla: ')) })
  .showHelpAfterError('(rihla --help tells what there is)')
  .exitOverride()
  .addHelpText(
    'after',
    '\nSettings come from the environment (rihla config prints them). Exit codes: 0 well, 1 failed, 2 wrong use.',
  )

program
  .command('serve')
  .description('serve the API and watch the drop folder, until stopped')
  .action(async () => (await import('./cli/serve.ts')).serve())

program
  .command('add')
  .description('take in files, and all that is in folders; ends when each can be searched or has failed')
  .argument('<path...>', 'files and folders')
  .option('--again', 'take in also what was forgotten before')
  .addOption(json())
  .action(async (paths, options) => (await import('./cli/add.ts')).add(paths, options))

program
  .command('search')
  .description('find passages: words, "a phrase", OR, -not, prefix*, country:LBN, convention:C189, figure:>100e9USD …')
  .argument('[query...]', 'what to look for')
  .addOption(new Option('--size <count>', 'documents').default(5).argParser(upTo(9999)))
  .addOption(new Option('--passages <count>', 'passages of each document').default(3).argParser(upTo(100)))
  .addOption(
    new Option('--facets <fields>', 'count the values of these fields, such as country,donor').argParser(words),
  )
  .addOption(new Option('--cursor <cursor>', 'go on after an earlier answer'))
  .option('--full', 'print passages whole')
  .addOption(json())
  .action(async (query, options) => (await import('./cli/search.ts')).search(query.join(' '), options))

addRegisterCommands(program)

addSearchCommands(program)

program
  .command('documents')
  .description('list documents, newest first, with what became of each')
  .argument('[name...]', 'only those whose name or title contains this')
  .addOption(
    new Option('--outcome <outcome>', 'only those with this outcome').choices([
      'working',
      'done',
      'partial',
      'parked',
      'dismissed',
    ]),
  )
  .addOption(new Option('--code <code>', 'only those that failed, or lack something, with this code'))
  .addOption(new Option('--size <count>', 'documents').default(20).argParser(upTo(1000)))
  .addOption(new Option('--cursor <cursor>', 'go on after an earlier answer'))
  .addOption(json())
  .action(async (name, options) => (await import('./cli/documents.ts')).documents(name.join(' '), options))

program
  .command('show')
  .description('tell all that is known of a document')
  .argument('<id>', 'its id, or as many of its first digits as make it the only one')
  .option('--mentions', 'every mention with its evidence (with --json)')
  .addOption(json())
  .action(async (id, options) => (await import('./cli/show.ts')).show(id, options))

program
  .command('status')
  .description('count documents by what became of them, and tell what failed and what waits')
  .option('--watch', 'go on telling until Ctrl-C: stages, failures, workers, time left')
  .addOption(new Option('--every <seconds>', 'how often with --watch').default(2).argParser(upTo(3600)))
  .addOption(json())
  .action(async (options) => (await import('./cli/status.ts')).status(options))

program
  .command('config')
  .description('print every setting in force, with its unit, its default and where it came from; no secret')
  .addOption(json())
  .action(async (options) => (await import('./cli/config.ts')).config(options))

program
  .command('token')
  .description('make a token for a person or a program, and the setting by which the server takes it')
  .argument('<name>', 'whose it is: lower-case letters, digits, ., _ and -')
  .addOption(new Option('--role <role>', 'what it may do').choices(['read', 'add', 'operate']).default('read'))
  .addOption(json())
  .action(async (name, options) => (await import('./cli/token.ts')).token(name, options))

for (const [name, does] of [
  ['retry', 'send parked documents on from where they failed; ends when each can be searched or has failed again'],
  ['dismiss', 'let parked documents be: they are found as before, and wait for nobody any more'],
] as const)
  program
    .command(name)
    .description(does)
    .argument('[id]', 'one document: its id, or as many of its first digits as make it the only one')
    .addOption(new Option('--code <code>', 'every document that was parked with this code').conflicts('all'))
    .addOption(new Option('--all', 'every parked document'))
    .addOption(json())
    .action(async (id, options) => (await import('./cli/parked.ts')).parked(name, id, options))

for (const [name, description] of [
  ['pause', 'hand out no more work of a stage, or of all, until it is resumed; what is being worked on goes on'],
  ['resume', 'hand out work of a stage, or of all, again'],
] as const)
  program
    .command(name)
    .description(description)
    .addArgument(new Argument('[stage]', 'only this stage').choices(StageName.options))
    .addOption(json())
    .action(async (stage, options) => (await import('./cli/pause.ts')).pauseOrResume(name, stage, options))

program
  .command('reprocess')
  .description('read documents again that older rules have read, keeping corrections; ends when each can be searched')
  .option('--outdated', 'every document that an older parser or older rules have read')
  .addOption(json())
  .action(async (options) => (await import('./cli/parked.ts')).reprocess(options))

program
  .command('forget')
  .description('remove all that there is of a document, and leave a tombstone that says who, when and why')
  .argument('<id>', 'its id, or as many of its first digits as make it the only one')
  .requiredOption('--reason <text>', 'why; kept with the tombstone')
  .addOption(json())
  .action(async (id, options) => (await import('./cli/forget.ts')).forget(id, options))

program
  .command('verify')
  .description('hold store, queue and index against each other, and every original against its hash')
  .option('--fix', 'mend what can be mended, and wait until it is searchable again')
  .addOption(json())
  .action(async (options) => (await import('./cli/verify.ts')).verify(options))

program
  .command('backup')
  .description('copy the archive to a folder, also while it is used; a second time, only what is new or changed')
  .argument('<folder>', 'an empty or absent folder, or an earlier backup')
  .addOption(json())
  .action(async (folder, options) => (await import('./cli/backup.ts')).backup(folder, options))

program
  .command('restore')
  .description('make the archive of an empty RIHLA_DATA from a backup, each file held against its hash')
  .argument('<folder>', 'the backup')
  .addOption(json())
  .action(async (folder, options) => (await import('./cli/backup.ts')).restore(folder, options))

program
  .command('reindex')
  .description('build a new index from the store beside the live one, and swap them when it has everything')
  .option('--drop-old', 'remove the index before as soon as the new one is in its place')
  .addOption(json())
  .action(async (options) => (await import('./cli/reindex.ts')).reindex(options))

program
  .command('parse')
  .description('print what is read of a PDF or text file; needs no server and keeps nothing')
  .argument('<file>', 'a .pdf or .txt file')
  .addOption(new Option('--text', 'print the plain text').conflicts('json'))
  .addOption(json())
  .action(async (file, options) => (await import('./cli/parse.ts')).parse(file, options))

program
  .command('extract')
  .description('print every entity found in a PDF or text file, with page, place, quote and rule')
  .argument('<file>', 'a .pdf or .txt file')
  .addOption(new Option('--format <format>', 'the shape of gold standards').choices(['gold']).conflicts('json'))
  .addOption(json())
  .action(async (file, options) => (await import('./cli/extract.ts')).extract(file, options))

program
  .command('explain')
  .description('print which rule saw what in a PDF or text file, and what was left out and why')
  .argument('<file>', 'a .pdf or .txt file')
  .addOption(json())
  .action(async (file, options) => (await import('./cli/explain.ts')).explain(file, options))

program
  .command('completion')
  .description('print a script by which a shell completes commands and options: eval "$(rihla completion bash)"')
  .argument('<shell>', 'bash, zsh or fish')
  .action(async (shell) => (await import('./cli/completion.ts')).completion(shell, program))

function words(text: string): string[] {
  return text.split(',').filter((word) => word !== '')
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : usageError
  else (await import('./cli/fail.ts')).fail(error)
}
