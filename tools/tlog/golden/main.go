// Command golden writes fixtures/golden/merkle/tlog.json: trees, proofs, tiles and notes as Go's transparency log
// packages make them. Run it in tools/tlog: go run ./golden > ../../fixtures/golden/merkle/tlog.json
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var sizes = []int64{1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100, 255, 256, 257, 1000, 65535, 65536, 65537, 70000}

type object = map[string]any

func main() {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	for i := int64(0); i < sizes[len(sizes)-1]; i++ {
		more, err := tlog.StoredHashes(i, leaf(i), reader)
		check(err)
		stored = append(stored, more...)
	}
	var trees []object
	for _, size := range sizes {
		trees = append(trees, tree(size, reader))
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	out.SetEscapeHTML(false)
	check(out.Encode(object{
		"about":      "made by tools/tlog/golden with golang.org/x/mod/sumdb; leaf i is i in 4 bytes, big-endian; hashes are hex",
		"digestRule": "SHA-256 over, for each proof in order, its length in 4 bytes, big-endian, then its hashes",
		"trees":      trees,
		"notes":      notes(reader),
		"entries":    entries(),
	}))
}

func leaf(i int64) []byte { return binary.BigEndian.AppendUint32(nil, uint32(i)) }

func tree(size int64, reader tlog.HashReader) object {
	root, err := tlog.TreeHash(size, reader)
	check(err)
	var inclusion, consistency bytes.Buffer
	step := max(1, size/997)
	for i := int64(0); i < size; i += step {
		proof, err := tlog.ProveRecord(size, i, reader)
		check(err)
		write(&inclusion, proof)
	}
	for i := int64(1); i <= size; i += step {
		proof, err := tlog.ProveTree(size, i, reader)
		check(err)
		write(&consistency, proof)
	}
	tiles := []object{}
	all := tlog.NewTiles(8, 0, size)
	for i, tile := range all {
		// The first tile, and where each level begins and ends.
		edge := i == 0 || i+1 == len(all) || all[i+1].L != tile.L || all[i-1].L != tile.L
		if !edge {
			continue
		}
		data, err := tlog.ReadTileData(tile, reader)
		check(err)
		sum := sha256.Sum256(data)
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		tiles = append(tiles, object{"path": path, "sha256": hex.EncodeToString(sum[:])})
	}
	return object{
		"count":             size,
		"root":              hex.EncodeToString(root[:]),
		"step":              step,
		"inclusionDigest":   digest(inclusion.Bytes()),
		"consistencyDigest": digest(consistency.Bytes()),
		"tiles":             tiles,
	}
}

func notes(reader tlog.HashReader) []object {
	var made []object
	for _, name := range []string{"log.example.org/packproof", "packproof.invalid/00112233445566ff"} {
		seed := sha256.Sum256([]byte("packproof golden note " + name))
		key := ed25519.NewKeyFromSeed(seed[:])
		public := key.Public().(ed25519.PublicKey)
		vkey, err := note.NewEd25519VerifierKey(name, public)
		check(err)
		hash := strings.Split(vkey, "+")[1]
		secret := base64.StdEncoding.EncodeToString(append([]byte{1}, seed[:]...))
		signer, err := note.NewSigner("PRIVATE+KEY+" + name + "+" + hash + "+" + secret)
		check(err)
		checkpoints := []object{}
		for _, size := range []int64{1, 256, 70000} {
			root, err := tlog.TreeHash(size, reader)
			check(err)
			text := fmt.Sprintf("%s\n%d\n%s\n", name, size, root)
			signed, err := note.Sign(&note.Note{Text: text}, signer)
			check(err)
			checkpoints = append(checkpoints, object{"size": size, "root": hex.EncodeToString(root[:]), "note": string(signed)})
		}
		sum := sha256.Sum256(public)
		made = append(made, object{
			"name": name, "seed": hex.EncodeToString(seed[:]), "publicKey": hex.EncodeToString(public),
			"vkey": vkey, "keyId": hex.EncodeToString(sum[:8]), "checkpoints": checkpoints,
		})
	}
	return made
}

// entries follow the definition of the log entry; they are no part of any Go package.
func entries() []object {
	var made []object
	for _, record := range []string{"{}", `{"keyId":"0011223344556677","results":[]}`, "é"} {
		nonce := sha256.Sum256([]byte("packproof golden nonce " + record))
		h := sha256.New()
		h.Write([]byte("packproof/entry/v1\x00"))
		h.Write(nonce[:])
		h.Write([]byte(record))
		entry := h.Sum([]byte{1})
		hash := tlog.RecordHash(entry)
		made = append(made, object{
			"nonce": hex.EncodeToString(nonce[:]), "record": record,
			"entry": hex.EncodeToString(entry), "leafHash": hex.EncodeToString(hash[:]),
		})
	}
	return made
}

func write[P ~[]tlog.Hash](to *bytes.Buffer, proof P) {
	check(binary.Write(to, binary.BigEndian, uint32(len(proof))))
	for _, hash := range proof {
		to.Write(hash[:])
	}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
