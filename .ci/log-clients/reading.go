package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"strings"
	"time"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A log below an address, and the token it is read with.
type servedLog struct {
	url, token string
}

func (s *servedLog) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+s.token)
	return http.DefaultTransport.RoundTrip(r)
}

func (s *servedLog) get(path string) ([]byte, error) {
	response, err := (&http.Client{Transport: s}).Get(s.url + path)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != 200 {
		err = fmt.Errorf("%s: %s: %s", path, response.Status, body)
	}
	return body, err
}

// The same log, but one byte of each piece below this path is another one.
func (s *servedLog) flipped(path string) (*servedLog, *httptest.Server) {
	target, _ := url.Parse(s.url)
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ModifyResponse = func(response *http.Response) error {
		if !strings.HasPrefix(response.Request.URL.Path, path) || response.StatusCode != 200 {
			return nil
		}
		body, err := io.ReadAll(response.Body)
		if err != nil {
			return err
		}
		body[len(body)/2] ^= 1
		response.Body = io.NopCloser(bytes.NewReader(body))
		return nil
	}
	server := httptest.NewServer(proxy)
	return &servedLog{url: server.URL, token: s.token}, server
}

// Torchwood, with the keys that it asks for: of the log and of all its witnesses.
type reader struct {
	policy, stranger torchwood.Policy
	log              string
}

func newReader(log string, witnesses ...string) (*reader, error) {
	key, err := note.NewVerifier(log)
	if err != nil {
		return nil, err
	}
	all := []torchwood.Policy{torchwood.SingleVerifierPolicy(key), torchwood.OriginPolicy(key.Name())}
	for _, vkey := range witnesses {
		cosigner, err := torchwood.NewCosignatureVerifier(vkey)
		if err != nil {
			return nil, err
		}
		all = append(all, torchwood.SingleVerifierPolicy(cosigner))
	}
	_, other, err := note.GenerateKey(nil, key.Name())
	if err != nil {
		return nil, err
	}
	unknown, err := note.NewVerifier(other)
	if err != nil {
		return nil, err
	}
	return &reader{
		policy:   torchwood.ThresholdPolicy(len(all), all...),
		stranger: torchwood.SingleVerifierPolicy(unknown),
		log:      log,
	}, nil
}

func (r *reader) read(ctx context.Context, served *servedLog) error {
	checkpoint, err := r.cosigned(ctx, served)
	if err != nil {
		return err
	}
	size, bytes, err := readAll(ctx, served, checkpoint.Tree)
	if err != nil {
		return err
	}
	fmt.Printf("torchwood         read %d lines, %d bytes, below a checkpoint of the log and both witnesses\n", size, bytes)
	if checkpoint.N <= torchwood.TileWidth {
		return fmt.Errorf("%d lines are no more than one tile", checkpoint.N)
	}
	for _, piece := range []string{"/tile/entries/000", "/tile/0/000", "/tile/0/001", "/tile/1/"} {
		other, proxy := served.flipped(piece)
		_, _, err := readAll(ctx, other, checkpoint.Tree)
		proxy.Close()
		if err == nil {
			return fmt.Errorf("a flipped byte in %s was not noticed", piece)
		}
	}
	fmt.Println("torchwood         refuses a log with a byte flipped in a tile")
	return r.verifyProofs(ctx, served, checkpoint)
}

// Waits for the witnesses.
func (r *reader) cosigned(ctx context.Context, served *servedLog) (torchwood.Checkpoint, error) {
	for {
		signed, err := served.get("/checkpoint")
		if err != nil {
			return torchwood.Checkpoint{}, err
		}
		checkpoint, _, err := torchwood.VerifyCheckpoint(signed, r.policy)
		if err == nil {
			return checkpoint, nil
		}
		select {
		case <-ctx.Done():
			return checkpoint, fmt.Errorf("%w:\n%s", err, signed)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func readAll(ctx context.Context, served *servedLog, tree tlog.Tree) (lines int64, size int, err error) {
	fetcher, err := torchwood.NewTileFetcher(served.url, torchwood.WithHTTPClient(&http.Client{Transport: served}))
	if err != nil {
		return 0, 0, err
	}
	client, err := torchwood.NewClient(fetcher)
	if err != nil {
		return 0, 0, err
	}
	for _, line := range client.AllEntries(ctx, tree, 0) {
		lines++
		size += len(line)
	}
	if client.Err() == nil && lines != tree.N {
		return lines, size, fmt.Errorf("%d lines of %d", lines, tree.N)
	}
	return lines, size, client.Err()
}

func (r *reader) verifyProofs(ctx context.Context, served *servedLog, checkpoint torchwood.Checkpoint) error {
	fetcher, err := torchwood.NewTileFetcher(served.url, torchwood.WithHTTPClient(&http.Client{Transport: served}))
	if err != nil {
		return err
	}
	client, err := torchwood.NewClient(fetcher)
	if err != nil {
		return err
	}
	for _, position := range []int64{0, checkpoint.N / 2, checkpoint.N - 1} {
		line, _, err := client.Entry(ctx, checkpoint.Tree, position)
		if err != nil {
			return err
		}
		proof, err := served.get(fmt.Sprintf("/api/v1/record/%d/proof", position))
		if err != nil {
			return err
		}
		leaf := tlog.RecordHash(line)
		if err := torchwood.VerifyProof(r.policy, leaf, proof); err != nil {
			return fmt.Errorf("the proof of %d: %w", position, err)
		}
		var other *torchwood.VerifyRecordError
		if err := torchwood.VerifyProof(r.policy, tlog.RecordHash(line[1:]), proof); !errors.As(err, &other) {
			return fmt.Errorf("the proof of %d proves another line: %v", position, err)
		}
		if err := torchwood.VerifyProof(r.stranger, leaf, proof); err == nil {
			return fmt.Errorf("the proof of %d is signed by a stranger", position)
		}
	}
	fmt.Println("torchwood         verified the proofs of 3 lines, and of no other line, and under no other key")
	return nil
}

// Tessera's fsck derives every tile anew from the lines. It says what failed, and exits with 0.
func (h *house) runFsck(r *reader, served *servedLog) error {
	key := h.file("demo/keys/log.pub")
	said, err := h.fsckSays(key, served)
	if err != nil || strings.Contains(said, "fsck failed") || !strings.Contains(said, "Successfully fsck'd") {
		return fmt.Errorf("fsck: %v\n%s", err, said)
	}
	passed, _, _ := strings.Cut(said[strings.Index(said, "Successfully"):], " (")
	fmt.Println("fsck             ", passed)
	for _, piece := range []string{"/tile/entries/000", "/tile/0/000", "/tile/0/001", "/tile/1/"} {
		other, proxy := served.flipped(piece)
		said, err := h.fsckSays(key, other)
		proxy.Close()
		if err != nil || !strings.Contains(said, "fsck failed") {
			return fmt.Errorf("fsck passes with a byte flipped in %s: %v\n%s", piece, err, said)
		}
	}
	fmt.Println("fsck              fails with a byte flipped in a tile")
	return nil
}

// With one worker it would wait forever behind the first tile that is wrong.
func (h *house) fsckSays(key string, served *servedLog) (string, error) {
	out, err := exec.CommandContext(h.ctx, h.fsck, "--storage_url="+served.url+"/", "--public_key="+key,
		"--bearer_token="+served.token, "--ui=false", "--N=16").CombinedOutput()
	return string(out), err
}
