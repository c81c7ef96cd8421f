// Checks one record of a Firebreak export with Go's own packages for signed notes and tiled logs:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run tlog_check.go DIR
//
// DIR holds checkpoint, vkey and tile/. Needs golang.org/x/mod (Debian: golang-golang-x-mod-dev) and nothing else.
// The Ed25519 signature is checked by sumdb/note, the root and a proof of every leaf by sumdb/tlog over the tiles. The
// ML-DSA-44 signature is of a type those packages do not know; tlog_check.py checks it.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func demand(err error, what string) {
	if err != nil {
		fmt.Printf("WRONG: %s: %v\n", what, err)
		os.Exit(1)
	}
}

func wrong(what string) {
	fmt.Println("WRONG: " + what)
	os.Exit(1)
}

// tiles reads the export's tiles under the names of the tlog-tiles format, which Go's own names precede with the height.
type tiles struct{ dir string }

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		name := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := os.ReadFile(filepath.Join(t.dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func read(dir, name string) string {
	data, err := os.ReadFile(filepath.Join(dir, name))
	demand(err, name)
	return string(data)
}

func entries(dir string, size int64) [][]byte {
	var all [][]byte
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)}
		name := "tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/data/")
		data := []byte(read(dir, name))
		for len(data) >= 2 {
			length := int(data[0])<<8 | int(data[1])
			if len(data) < 2+length {
				wrong(name + " ends too early")
			}
			all = append(all, data[2:2+length])
			data = data[2+length:]
		}
	}
	if int64(len(all)) != size {
		wrong("the entries are not as many as the checkpoint says")
	}
	return all
}

func main() {
	if len(os.Args) != 2 {
		fmt.Println("usage: tlog_check DIR")
		os.Exit(2)
	}
	dir := os.Args[1]
	verifier, err := note.NewVerifier(strings.SplitN(read(dir, "vkey"), "\n", 2)[0])
	demand(err, "vkey")
	signed, err := note.Open([]byte(read(dir, "checkpoint")), note.VerifierList(verifier))
	demand(err, "checkpoint")
	lines := strings.Split(signed.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		wrong("the checkpoint is not three lines of this record")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	demand(err, "size")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	demand(err, "root")
	var tree tlog.Tree
	tree.N = size
	copy(tree.Hash[:], root)
	reader := tlog.TileHashReader(tree, tiles{dir})
	for index, entry := range entries(dir, size) {
		leaf := tlog.RecordHash(entry)
		proof, err := tlog.ProveRecord(size, int64(index), reader)
		demand(err, fmt.Sprintf("proof of leaf %d", index))
		demand(tlog.CheckRecord(proof, size, tree.Hash, int64(index), leaf), fmt.Sprintf("leaf %d", index))
	}
	fmt.Printf("record %s: Ed25519 signature, root and %d leaves right\n", verifier.Name(), size)
}
