/** Where the municipality's clocks stand, whatever the clock of a computer says. */
export const timeZone = 'Europe/Brussels';
