// Makes a video with Kie.ai, or with whatever KIE_BASE_URL points at, using nothing but Go's own library.
//
//	KIE_BASE_URL=http://127.0.0.1:7357 KIE_API_KEY=any-key go run examples/generate_video.go 'A cat' cat.mp4
//
// It shows the three things that integrations get wrong: a create request is sent once, because it costs money; a poll
// that fails is not a task that failed; an error may come inside an HTTP 200.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

const downloadAttempts = 3

const userAgent = "generate-video/1.0"

var client = &http.Client{Timeout: 30 * time.Second}

type task struct {
	TaskID     string `json:"taskId"`
	State      string `json:"state"`
	ResultJSON string `json:"resultJson"`
	FailCode   string `json:"failCode"`
	FailMsg    string `json:"failMsg"`
}

// noAnswer: no usable response came, because of a broken connection, a timeout, a body that is not what Kie promises.
type noAnswer struct{ error }

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

// call sends one request and returns what is under "data".
func call(method, path string, body any) (task, error) {
	var answer struct {
		Code int    `json:"code"`
		Msg  string `json:"msg"`
		Data task   `json:"data"`
	}
	content, err := json.Marshal(body)
	if err != nil {
		return task{}, err
	}
	request, err := http.NewRequest(method, setting("KIE_BASE_URL", "https://api.kie.ai")+path, bytes.NewReader(content))
	if err != nil {
		return task{}, err
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Authorization", "Bearer "+os.Getenv("KIE_API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return task{}, noAnswer{err}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err == nil {
		err = json.Unmarshal(text, &answer)
	}
	// A body that broke off may name the task all the same.
	if err != nil || answer.Code == 0 {
		return task{}, noAnswer{fmt.Errorf("not what Kie sends: %.300s (%v)", text, err)}
	}
	// The live service answers errors with HTTP 200: only the body's code tells.
	if answer.Code != 200 {
		return task{}, fmt.Errorf("%d: %s", answer.Code, answer.Msg)
	}
	return answer.Data, nil
}

// create is called once. Whoever sends it again after a broken connection may pay twice.
func create(prompt string) (string, error) {
	created, err := call("POST", "/api/v1/jobs/createTask", map[string]any{
		"model": "wan/2-5-text-to-video",
		"input": map[string]string{"prompt": prompt, "duration": "5"},
	})
	if errors.As(err, &noAnswer{}) {
		err = fmt.Errorf("the task may exist, and be billed; look for it before you create another one: %w", err)
	}
	if err == nil && created.TaskID == "" {
		err = errors.New("the task exists, and may be billed; the response has no taskId")
	}
	return created.TaskID, err
}

// wait polls until the task has ended. A state we do not know is not an end.
func wait(taskID string) (string, error) {
	pause, err := strconv.ParseFloat(setting("POLL_SECONDS", "1"), 64)
	if err != nil {
		return "", err
	}
	giveUpAfterMs, err := strconv.Atoi(setting("STUNTDOUBLE_DEADLINE_MS", "1800000"))
	if err != nil {
		return "", err
	}
	for deadline := time.Now().Add(time.Duration(giveUpAfterMs) * time.Millisecond); time.Now().Before(deadline); {
		now, err := call("GET", "/api/v1/jobs/recordInfo?taskId="+taskID, nil)
		if err != nil {
			fmt.Println("poll failed, asking again:", err)
		} else {
			fmt.Println(now.State)
		}
		switch now.State {
		case "success":
			var result struct {
				ResultURLs []string `json:"resultUrls"`
			}
			if err := json.Unmarshal([]byte(now.ResultJSON), &result); err != nil || len(result.ResultURLs) == 0 {
				return "", fmt.Errorf("the task succeeded without a file: %s", now.ResultJSON)
			}
			return result.ResultURLs[0], nil
		case "fail":
			return "", fmt.Errorf("the task failed: %s %s", now.FailCode, now.FailMsg)
		}
		time.Sleep(time.Duration(pause * float64(time.Second)))
	}
	return "", fmt.Errorf("task %s has not ended; it may still be billed", taskID)
}

// fetch reads a video whole, so that half of one is never left.
func fetch(url string) ([]byte, error) {
	request, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	// The hosts of result files refuse the default agents of some languages.
	request.Header.Set("User-Agent", userAgent)
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if kind := response.Header.Get("Content-Type"); !strings.HasPrefix(kind, "video/") {
		return nil, fmt.Errorf("%s, %s instead of a video", response.Status, kind)
	}
	return io.ReadAll(response.Body)
}

// download is tried again: reading costs nothing.
func download(url string) ([]byte, error) {
	for attempt := 1; ; attempt++ {
		content, err := fetch(url)
		if err == nil {
			return content, nil
		}
		if attempt == downloadAttempts {
			return nil, fmt.Errorf("%s cannot be downloaded: %w", url, err)
		}
		fmt.Println("download failed, trying again:", err)
	}
}

func generate(prompt, path string) error {
	taskID, err := create(prompt)
	if err != nil {
		return err
	}
	// Printed before anything else can go wrong: it is what was paid for.
	fmt.Println("task", taskID)
	url, err := wait(taskID)
	if err != nil {
		return err
	}
	content, err := download(url)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes\n", path, len(content))
	return nil
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: generate_video PROMPT FILE")
		os.Exit(2)
	}
	if err := generate(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
