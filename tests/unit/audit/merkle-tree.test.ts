// The tree against the published known answers of Certificate Transparency, and its proofs against every way to break them.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  nodesCompletedBy,
  rootHash,
  TreeEdge,
  verifyConsistency,
  verifyInclusion,
  type Hash,
  type TreeNodes,
} from '../../../main/storage/audit/merkle-tree.ts';

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

class Tree implements TreeNodes {
  readonly #nodes = new Map<string, Hash>();
  size = 0;
  get(level: number, index: number): Hash {
    const hash = this.#nodes.get(`${level}/${index}`);
    if (!hash) throw new Error(`no node ${level}/${index}`);
    return hash;
  }
  append(entry: Uint8Array): void {
    for (const { level, index, hash } of nodesCompletedBy(leafHash(entry), this.size, this)) {
      this.#nodes.set(`${level}/${index}`, hash);
    }
    this.size += 1;
  }
}

const treeOf = (entries: readonly Uint8Array[]): Tree => {
  const tree = new Tree();
  for (const entry of entries) tree.append(entry);
  return tree;
};

// transparency-dev/merkle, testonly/constants.go.
const publishedInputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const publishedRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const published = publishedInputs.map((input) => Buffer.from(input, 'hex'));

test('roots are those published for Certificate Transparency', () => {
  expect(hex(emptyRoot())).toBe(publishedRoots[0]);
  const tree = treeOf(published);
  const edge = new TreeEdge();
  for (const [size, root] of publishedRoots.entries()) {
    expect(hex(rootHash(tree, size))).toBe(root);
    expect(hex(edge.root())).toBe(root);
    edge.append(leafHash(published[size] ?? Buffer.alloc(0)));
  }
});

test('proofs are those of the worked example in RFC 6962, section 2.1.3', () => {
  // Seven leaves; the names are those of the RFC's drawing.
  const tree = treeOf(published.slice(0, 7));
  const [b, c, d, f] = [1, 2, 3, 5].map((index) => hex(tree.get(0, index)));
  const [g, h, i] = [0, 1, 2].map((index) => hex(tree.get(1, index)));
  const j = hex(tree.get(0, 6));
  const k = hex(tree.get(2, 0));
  const l = hex(nodeHash(tree.get(1, 2), tree.get(0, 6)));
  const inclusion = (index: number) => inclusionProof(tree, index, 7).map(hex);
  expect(inclusion(0)).toEqual([b, h, l]);
  expect(inclusion(3)).toEqual([c, g, l]);
  expect(inclusion(4)).toEqual([f, j, k]);
  expect(inclusion(6)).toEqual([i, k]);
  const consistency = (first: number) => consistencyProof(tree, first, 7).map(hex);
  expect(consistency(3)).toEqual([c, d, g, l]);
  expect(consistency(4)).toEqual([l]);
  expect(consistency(6)).toEqual([i, j, k]);
});

const entries = Array.from({ length: 40 }, (_, index) => createHash('sha256').update(`entry ${index}`).digest());
/** The definition of RFC 6962, word for word and slow. */
function slowRoot(leaves: readonly Uint8Array[]): Hash {
  const [only] = leaves;
  if (only === undefined) return emptyRoot();
  if (leaves.length === 1) return leafHash(only);
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(slowRoot(leaves.slice(0, half)), slowRoot(leaves.slice(half)));
}

test('every inclusion proof of every size is accepted, and no other leaf, place, size or proof is', () => {
  const tree = treeOf(entries);
  for (let size = 1; size <= entries.length; size++) {
    const root = slowRoot(entries.slice(0, size));
    expect(hex(rootHash(tree, size))).toBe(hex(root));
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(tree, index, size);
      const leaf = tree.get(0, index);
      expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
      expect(verifyInclusion(leafHash(Buffer.from('other')), index, size, proof, root)).toBe(false);
      expect(verifyInclusion(leaf, index + 1, size, proof, root)).toBe(false);
      expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
      for (const [place, hash] of proof.entries()) {
        const flipped = proof.with(
          place,
          hash.map((byte, at) => (at === 5 ? byte ^ 1 : byte)),
        );
        expect(verifyInclusion(leaf, index, size, flipped, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, proof.toSpliced(place, 1), root)).toBe(false);
      }
    }
  }
});

test('every consistency proof is accepted, and none for a history that was changed', () => {
  const tree = treeOf(entries);
  for (let size = 1; size <= entries.length; size++) {
    const root = rootHash(tree, size);
    for (let first = 1; first <= size; first++) {
      const firstRoot = slowRoot(entries.slice(0, first));
      const proof = consistencyProof(tree, first, size);
      expect(verifyConsistency(first, size, proof, firstRoot, root)).toBe(true);
      const changed = slowRoot(entries.slice(0, first).with(0, Buffer.from('changed')));
      expect(verifyConsistency(first, size, proof, changed, root)).toBe(false);
      expect(verifyConsistency(first, size, [...proof, root], firstRoot, root)).toBe(false);
      expect(verifyConsistency(first, size, proof.slice(0, -1), firstRoot, root)).toBe(first === size);
    }
  }
});

test('an append stores at most one node a level', () => {
  const tree = new Tree();
  let most = 0;
  for (const entry of entries) {
    most = Math.max(most, nodesCompletedBy(leafHash(entry), tree.size, tree).length);
    tree.append(entry);
  }
  expect(most).toBe(1 + Math.floor(Math.log2(entries.length)));
});
