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
	"time"
)

const giveUpAfter = 30 * time.Minute

var client = &http.Client{Timeout: 30 * time.Second}

type task struct {
	TaskID     string `json:"taskId"`
	State      string `json:"state"`
	ResultJSON string `json:"resultJson"`
	FailCode   string `json:"failCode"`
	FailMsg    string `json:"failMsg"`
}

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
	request.Header.Set("Authorization", "Bearer "+os.Getenv("KIE_API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return task{}, err
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return task{}, err
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
	if err == nil && created.TaskID == "" {
		err = errors.New("the response has no taskId; a task may be running all the same")
	}
	return created.TaskID, err
}

// wait polls until the task has ended. A state we do not know is not an end.
func wait(taskID string) (string, error) {
	pause, err := strconv.ParseFloat(setting("POLL_SECONDS", "1"), 64)
	if err != nil {
		return "", err
	}
	for deadline := time.Now().Add(giveUpAfter); time.Now().Before(deadline); {
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

func download(url, path string) (int64, error) {
	response, err := client.Get(url)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("the video cannot be fetched: %s", response.Status)
	}
	// Read whole before the file is made, so that half a video is never left.
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err
	}
	return int64(len(content)), os.WriteFile(path, content, 0o644)
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
	size, err := download(url, path)
	if err == nil {
		fmt.Printf("%s: %d bytes\n", path, size)
	}
	return err
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
