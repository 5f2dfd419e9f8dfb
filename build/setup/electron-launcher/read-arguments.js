const path = require('node:path');

/**
 * Reads a command line of the form `[-r MODULE] [--switch ...] APPLICATION ...`.
 * @param {readonly string[]} args what follows the executable's name
 * @returns {{modules: string[], application: string | undefined}} absolute paths
 */
function readArguments(args) {
  const modules = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '-r' || word === '--require') {
      index += 1;
      const module = args[index];
      if (module !== undefined) modules.push(path.resolve(module));
    } else if (!word.startsWith('-')) {
      return { modules, application: path.resolve(word) };
    }
  }
  return { modules, application: undefined };
}

module.exports = { readArguments };
