// Stands in for the default app that this build of Electron lacks: `electron [-r MODULE] [--switch ...] APPLICATION`
// loads an application from a folder. The application's entry must be CommonJS.

const { app } = require('electron');
const Module = require('node:module');
const path = require('node:path');
const { readArguments } = require('./read-arguments.js');

function loadApplication(folder) {
  const manifest = require(path.join(folder, 'package.json'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName || manifest.name);
  if (typeof app._setDefaultAppPaths === 'function') app._setDefaultAppPaths(folder);
  app.setAppPath(folder);
  Module._load(path.resolve(folder, manifest.main || 'index.js'), null, true);
}

const { modules, application } = readArguments(process.argv.slice(1));
process.defaultApp = true;
for (const module of modules) require(module);
if (application === undefined) {
  process.stderr.write('Usage: electron [-r MODULE] APPLICATION-FOLDER\n');
  app.exit(1);
} else {
  try {
    loadApplication(application);
  } catch (error) {
    process.stderr.write(`The application could not be loaded from ${application}: ${error.stack}\n`);
    app.exit(1);
  }
}
