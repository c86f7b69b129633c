import file from './blocked-names.json' with { type: 'json' }

/** Places and things whose names hold a country's or region's, and are neither. */
export const blockedNames: readonly string[] = file.names
