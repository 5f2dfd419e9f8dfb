import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findUser, wrapperText } from './electron-user.mjs';

const passwd =
  'root:x:0:0:root:/root:/bin/bash\nonthaal-old:x:7:8::/tmp:/bin/sh\nonthaal:x:1001:1002::/home/onthaal:/usr/sbin/nologin\n';

test('a user is found by the whole name', () => {
  expect(findUser('onthaal', passwd)).toEqual({ name: 'onthaal', uid: 1001, gid: 1002, home: '/home/onthaal' });
  expect(findUser('thaal', passwd)).toBeNull();
});

test.skipIf(process.platform === 'win32')(
  'the wrapper is a valid script, also for a folder with a quote in its name',
  () => {
    const text = wrapperText("/opt/it's here/electron", { name: 'onthaal', uid: 1, gid: 2, home: '/home/onthaal' });
    expect(spawnSync('sh', ['-n'], { input: text }).status).toBe(0);
    const words = spawnSync('sh', ['-c', `set -- ${text.split('LOGNAME=onthaal ')[1]?.split(' "$@"')[0]}; echo "$1"`]);
    expect(words.stdout.toString()).toBe("/opt/it's here/electron\n");
  },
);

test('the wrapper never switches the sandbox off and passes every argument on', () => {
  const text = wrapperText('/opt/electron', { name: 'onthaal', uid: 1, gid: 2, home: '/home/onthaal' });
  expect(text).not.toContain('sandbox');
  expect(text).toContain('"$@"');
});
