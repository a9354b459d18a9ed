package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

// A log is a C2SP tlog-tiles log behind HTTP. It is the tlog.TileReader that tlog.TileHashReader asks.
type log struct {
	prefix string
	client *http.Client
	seen   map[tlog.Tile][]byte // tiles that were proved to belong to the tree
}

func newLog(url string) *log {
	prefix := strings.TrimRight(url, "/")
	if !strings.HasSuffix(prefix, "/log") {
		prefix += "/log"
	}
	return &log{prefix, &http.Client{Timeout: time.Minute}, map[tlog.Tile][]byte{}}
}

func (l *log) get(path string) ([]byte, error) {
	answer, err := l.client.Get(l.prefix + "/" + path)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", errUnavailable, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %s: %s", errUnavailable, path, answer.Status)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, 256*(2+1<<16)))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %v", errUnavailable, path, err)
	}
	return data, nil
}

func (l *log) Height() int { return tileHeight }

func (l *log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		if known, ok := l.seen[tile]; ok {
			data[i] = known
			continue
		}
		got, err := l.get(tilePath(tile))
		if err != nil {
			return nil, err
		}
		if len(got) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes, not %d", tilePath(tile), len(got), tile.W*tlog.HashSize)
		}
		data[i] = got
	}
	return data, nil
}

func (l *log) SaveTiles(tiles []tlog.Tile, data [][]byte) {
	for i, tile := range tiles {
		l.seen[tile] = data[i]
	}
}

// tilePath is the path of C2SP tlog-tiles. That of the Go checksum database has the height in it: tile/8/L/N.
func tilePath(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tile.H))
}

// bundlePath is where the entries beside a tile of level 0 are.
func bundlePath(tile tlog.Tile) string {
	return "tile/entries/" + strings.TrimPrefix(tilePath(tile), "tile/0/")
}

// openCheckpoint checks the signature and reads the three lines of a C2SP tlog-checkpoint.
func openCheckpoint(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	for _, signature := range opened.Sigs {
		// note.Open overlooks bits that base64 leaves over. Every byte of a checkpoint counts here.
		if _, err := base64.StdEncoding.Strict().DecodeString(signature.Base64); err != nil {
			return tlog.Tree{}, fmt.Errorf("signature: %w", err)
		}
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return tlog.Tree{}, errors.New("the note is not three lines")
	}
	if lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("origin %q is not the key's name", lines[0])
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 1 || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, fmt.Errorf("size %q", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil || root.String() != lines[2] {
		return tlog.Tree{}, fmt.Errorf("root %q", lines[2])
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

// readEntries reads every entry bundle, compares each entry with its hash in the tile beside it (which TileHashReader
// has proved to be in the tree), and computes the root once more, from the entries alone.
func readEntries(l *log, head tlog.Tree, hashes tlog.HashReader) ([][]byte, error) {
	var entries [][]byte
	var stored []tlog.Hash
	own := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	for first := int64(0); first < head.N; first += 1 << tileHeight {
		width := min(head.N-first, 1<<tileHeight)
		path := bundlePath(tlog.Tile{H: tileHeight, L: 0, N: first >> tileHeight, W: int(width)})
		data, err := l.get(path)
		if err != nil {
			return nil, err
		}
		bundle, err := splitBundle(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if int64(len(bundle)) != width {
			return nil, fmt.Errorf("%s has %d entries, not %d", path, len(bundle), width)
		}
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		leaves, err := hashes.ReadHashes(indexes)
		if err != nil {
			return nil, err
		}
		for i, entry := range bundle {
			number := first + int64(i)
			if len(entry) != 33 || entry[0] != 1 {
				return nil, fmt.Errorf("entry %d is not 0x01 and 32 bytes", number)
			}
			if tlog.RecordHash(entry) != leaves[i] {
				return nil, fmt.Errorf("entry %d is not the one in its tile", number)
			}
			more, err := tlog.StoredHashes(number, entry, own)
			if err != nil {
				return nil, err
			}
			stored = append(stored, more...)
		}
		entries = append(entries, bundle...)
	}
	root, err := tlog.TreeHash(head.N, own)
	if err != nil {
		return nil, err
	}
	if root != head.Hash {
		return nil, errors.New("their root is not the checkpoint's")
	}
	return entries, nil
}

// splitBundle takes entries apart: each after its length in two bytes, big-endian.
func splitBundle(data []byte) ([][]byte, error) {
	var entries [][]byte
	for rest := data; len(rest) > 0; {
		if len(rest) < 2 {
			return nil, errors.New("ends within a length")
		}
		length := int(rest[0])<<8 | int(rest[1])
		if len(rest) < 2+length {
			return nil, errors.New("ends within an entry")
		}
		entries = append(entries, bytes.Clone(rest[2:2+length]))
		rest = rest[2+length:]
	}
	return entries, nil
}
