// Proves that a binding of SQLite opens, writes and refuses an encrypted database in the program that runs this file.
// Arguments: the folder of the better-sqlite3 package, the binding (or "own" for the package's own), an empty folder.
'use strict';

const { randomBytes } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const [packageFolder, binding, folder] = process.argv.slice(2);
const Database = require(packageFolder);
const file = path.join(folder, `proof-${process.versions.node}.db`);

function open(key) {
  const database = new Database(file, binding === 'own' ? {} : { nativeBinding: binding });
  database.pragma("cipher='aegis'");
  database.pragma(`key="x'${key.toString('hex')}'"`);
  return database;
}

const key = randomBytes(32);
const first = open(key);
first.exec('CREATE VIRTUAL TABLE word USING fts5(text)');
first.prepare('INSERT INTO word (text) VALUES (?)').run('zichtbaar');
first.close();
if (readFileSync(file).includes('zichtbaar')) throw new Error('The database is not encrypted.');
const second = open(key);
const row = second.prepare("SELECT text FROM word WHERE word MATCH 'zichtbaar'").get();
if (row?.text !== 'zichtbaar') throw new Error('The written row was not found again.');
second.close();
const stranger = open(randomBytes(32));
let refused = false;
try {
  stranger.prepare('SELECT count(*) FROM word').get();
} catch {
  refused = true;
}
stranger.close();
if (!refused) throw new Error('A wrong key opened the database.');
process.stdout.write(`encrypted SQLite works in Node ${process.versions.node}\n`);
