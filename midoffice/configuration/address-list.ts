import { BlockList, isIP } from 'node:net';

/** Addresses and networks, as a configuration names them. */
export interface AddressList {
  readonly has: (address: string) => boolean;
  readonly isEmpty: boolean;
}

// What a server that listens on IPv6 calls an IPv4 address.
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}

/**
 * Reads a list such as `10.0.0.0/8, 192.0.2.7`.
 *
 * @returns undefined when one of them is neither an address nor a network
 */
export function readAddressList(text: string | undefined): AddressList | undefined {
  const list = new BlockList();
  const names = (text ?? '').split(',').map((name) => name.trim());
  const filled = names.filter((name) => name !== '');
  for (const name of filled) {
    const [address = '', bits, ...rest] = name.split('/');
    const family = familyOf(address);
    const widest = family === 'ipv4' ? 32 : 128;
    if (family === undefined || rest.length > 0) return undefined;
    if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > widest)) return undefined;
    list.addSubnet(address, bits === undefined ? widest : Number(bits), family);
  }
  return {
    isEmpty: filled.length === 0,
    has: (address) => {
      const family = familyOf(plain(address));
      return family !== undefined && list.check(plain(address), family);
    },
  };
}
