package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const foreignOrigin = "foreign.example/log"

// A log that is not ours: Go's tree, Go's notes.
type foreignLog struct {
	vkey   string
	signer note.Signer
	hashes hashes
}

type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		read[i] = h[index]
	}
	return read, nil
}

func newForeignLog() (*foreignLog, error) {
	secret, vkey, err := note.GenerateKey(nil, foreignOrigin)
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return nil, err
	}
	log := &foreignLog{vkey: vkey, signer: signer}
	for i := range int64(40) {
		more, err := tlog.StoredHashes(i, fmt.Appendf(nil, "record %d", i), log.hashes)
		if err != nil {
			return nil, err
		}
		log.hashes = append(log.hashes, more...)
	}
	return log, nil
}

func (f *foreignLog) text(size int64, extension string) string {
	root, err := tlog.TreeHash(size, f.hashes)
	if err != nil {
		panic(err)
	}
	return torchwood.Checkpoint{Origin: foreignOrigin, Tree: tlog.Tree{N: size, Hash: root}, Extension: extension}.String()
}

func (f *foreignLog) sign(text string) string {
	signed, err := note.Sign(&note.Note{Text: text}, f.signer)
	if err != nil {
		panic(err)
	}
	return string(signed)
}

// What a log sends: the proof from the size that it believes was cosigned last.
func (f *foreignLog) body(old, size int64, signed string) string {
	var body strings.Builder
	fmt.Fprintf(&body, "old %d\n", old)
	if old > 0 && old <= size {
		proof, err := tlog.ProveTree(size, old, f.hashes)
		if err != nil {
			panic(err)
		}
		for _, hash := range proof {
			fmt.Fprintln(&body, hash)
		}
	}
	return body.String() + "\n" + signed
}

type question struct {
	what   string
	status int
	body   string
	// What must be cosigned with 200, and the body with 409.
	text, size string
}

func (f *foreignLog) questions() []question {
	root := func(text string, of int64) string {
		lines := strings.SplitN(text, "\n", 4)
		lines[2] = strings.Split(f.text(of, ""), "\n")[2]
		return strings.Join(lines, "\n")
	}
	grown := func(old, size int64, extension string) question {
		text := f.text(size, extension)
		what := fmt.Sprintf("grown from %d to %d", old, size)
		if extension != "" {
			what += fmt.Sprintf(", %d extension lines", strings.Count(extension, "\n"))
		}
		return question{what: what, status: 200, body: f.body(old, size, f.sign(text)), text: text}
	}
	proof := f.body(3, 7, f.sign(f.text(7, "")))
	wrong := f.sign(f.text(7, ""))
	return []question{
		grown(0, 3, ""),
		{what: "from another size", status: 409, body: f.body(1, 5, f.sign(f.text(5, ""))), size: "3\n"},
		{what: "an unknown log", status: 404,
			body: f.body(0, 5, strings.ReplaceAll(f.sign(f.text(5, "")), foreignOrigin, "unknown.example/log"))},
		{what: "no signature of the log", status: 403,
			body: f.body(3, 7, strings.ReplaceAll(wrong, "— "+foreignOrigin, "— other.example/log"))},
		{what: "a wrong signature", status: 403, body: f.body(3, 7, strings.Replace(wrong, "\n7\n", "\n8\n", 1))},
		{what: "a proof that lacks a hash", status: 422, body: proof[:6] + proof[6+45:]},
		{what: "another root of the same size", status: 422, body: f.body(3, 3, f.sign(root(f.text(3, ""), 4)))},
		{what: "old above the new size", status: 400, body: f.body(8, 7, wrong)},
		{what: "no size", status: 400, body: strings.Replace(proof, "old 3", "older", 1)},
		{what: "a hash that is none", status: 400, body: strings.Replace(proof, "\n", "\nAAAA\n", 1)},
		grown(3, 7, "an extension line\n"),
		grown(7, 7, "another one\nand 日本語\n"),
		grown(7, 40, ""),
		{what: "gone back", status: 409, body: f.body(0, 3, f.sign(f.text(3, ""))), size: "40\n"},
	}
}

// Asks all witnesses the same.
func (f *foreignLog) ask(witnesses ...witness) error {
	log, err := note.NewVerifier(f.vkey)
	if err != nil {
		return err
	}
	for _, question := range f.questions() {
		for _, witness := range witnesses {
			if err := question.put(witness, log); err != nil {
				return fmt.Errorf("%s: %s: %w", witness.vkey, question.what, err)
			}
		}
		fmt.Printf("both witnesses    %d: %s\n", question.status, question.what)
	}
	return nil
}

func (q question) put(w witness, log note.Verifier) error {
	response, err := http.Post(w.url+"/add-checkpoint", "text/plain", strings.NewReader(q.body))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != q.status {
		return fmt.Errorf("answered %d, not %d: %s", response.StatusCode, q.status, bytes.TrimSpace(answer))
	}
	switch q.status {
	case 200:
		cosigner, err := torchwood.NewCosignatureVerifier(w.vkey)
		if err != nil {
			return err
		}
		// Below the whole text, and below the log's own signature.
		_, signed, _ := strings.Cut(q.body, "\n\n")
		opened, err := note.Open([]byte(signed+string(answer)), note.VerifierList(log, cosigner))
		if err != nil {
			return err
		}
		if opened.Text != q.text || len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
			return fmt.Errorf("cosigned as %q", answer)
		}
	case 409:
		if response.Header.Get("Content-Type") != "text/x.tlog.size" || string(answer) != q.size {
			return fmt.Errorf("said %q as %s", answer, response.Header.Get("Content-Type"))
		}
	}
	return nil
}
