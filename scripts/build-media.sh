#!/usr/bin/env bash
# Builds the placeholder videos of media/: real H.264 + AAC MP4s, one per resolution, aspect ratio and duration.
# The picture: a crash-test marker hops along a progress bar and lands on every second, with a note on each landing,
# so one look (or listen) tells whether duration, shape, motion and sound survived what a client did to the file.
#
#   scripts/build-media.sh [directory]      all 26 into media/, or into another directory
#
# The same ffmpeg gives the same bytes: no dates, one encoder thread. At most 4 reference frames keep 1080p within H.264
# level 4.0, which every browser and phone plays; B-frames would cost more than they save in a picture this plain.
# Built with Debian 12's ffmpeg 5.1 and fonts-dejavu-core; another version may give other, equally valid bytes.
set -euo pipefail
export LC_ALL=C.UTF-8

FPS=24
# No note is above 560 Hz: at 48 kHz the sound would be a fifth of each file.
RATE=16000
QUIET=(-hide_banner -loglevel error)
FONT_DIR=${FONT_DIR:-/usr/share/fonts/truetype/dejavu}
BOLD=$FONT_DIR/DejaVuSans-Bold.ttf
PLAIN=$FONT_DIR/DejaVuSans.ttf

die() { echo "build-media: $*" >&2; exit 1; }

check_tools() {
  command -v ffmpeg >/dev/null || die "ffmpeg is missing: apt-get install -y ffmpeg"
  local font
  for font in "$BOLD" "$PLAIN"; do
    [[ -r $font ]] || die "font $font is missing: apt-get install -y fonts-dejavu-core, or set FONT_DIR"
  done
}

# "resolution ratio width height"; the short side is the tier.
shapes() {
  cat <<'SHAPES'
480p 16:9 854 480
480p 9:16 480 854
480p 1:1 480 480
720p 16:9 1280 720
720p 9:16 720 1280
720p 1:1 720 720
720p 4:3 960 720
720p 3:4 720 960
1080p 16:9 1920 1080
1080p 9:16 1080 1920
1080p 1:1 1080 1080
1080p 4:3 1440 1080
1080p 3:4 1080 1440
SHAPES
}

# A colour per tier, so that a wrong one shows at a glance.
accent_of() {
  case $1 in
    480p) echo 5CC8FF ;;
    720p) echo FFD23F ;;
    1080p) echo FF8A5C ;;
    *) die "no colour for $1" ;;
  esac
}

# A filter that fills a picture with ink and accent: `$1` is the geq condition for accent, `$2` the one for opaque.
two_tone() {
  local r=$((16#${ACCENT:0:2})) g=$((16#${ACCENT:2:2})) b=$((16#${ACCENT:4:2}))
  echo "format=rgba,geq=r='if($1,$r,24)':g='if($1,$g,26)':b='if($1,$b,32)':a='if($2,255,0)'"
}

# drawtext of a file's content, centred on y.
line() {
  echo "drawtext=fontfile=$1:textfile=$2:expansion=none:fontsize=$3:fontcolor=0x$4:x=(w-text_w)/2:y=$5-ascent/2"
}

# Writes the filter graph of one video. Every length is a share of the short side (S) or of the height.
graph() {
  local tmp=$1 width=$2 height=$3 seconds=$4
  local S=$((width < height ? width : height))
  local title_y=$((height * 13 / 100)) count_y=$((height * 39 / 100))
  local meta_y=$((count_y + S * 15 / 100))
  local margin=$((S * 10 / 100)) bar_h=$((S * 5 / 200 * 2)) bar_y=$((height - S * 13 / 100))
  local bar_w=$((width - 2 * margin)) disc=$((S * 15 / 200 * 2))
  local room=$((bar_y - meta_y - disc - S * 5 / 100))
  local hop=$((room < S * 40 / 100 ? room : S * 40 / 100))
  local tick=$((S * 6 / 1000 + 1)) stripe=$((bar_h * 2))
  # By time: overlay counts its frames from 1.
  local second="mod(t,1)" done_="t/$seconds"

  # Ticks above the bar, one per second; the marker lands on them.
  local ticks="" i
  for ((i = 0; i <= seconds; i++)); do
    ticks+=",drawbox=x=$((margin + bar_w * i / seconds - tick / 2)):y=$((bar_y + bar_h + tick)):w=$tick:h=$((bar_h / 2)):color=0x5A6072:t=fill"
  done

  cat <<GRAPH
color=c=0x181A20:s=${width}x${height}:r=$FPS:d=$seconds,format=gbrp,
$(line "$BOLD" "$tmp/title" $((S * 95 / 1000)) FFFFFF "$title_y"),
$(line "$PLAIN" "$tmp/note" $((S * 38 / 1000)) A9B0C0 $((title_y + S * 85 / 1000))),
$(line "$BOLD" "$tmp/meta" $((S * 48 / 1000)) E8EBF2 "$meta_y")$ticks[page];
[page]drawtext=fontfile=$BOLD:fontsize=$((S * 20 / 100)):fontcolor=0x$ACCENT:x=(w-text_w)/2:y=$count_y-ascent/2:
text='%{eif\\:floor(n/$FPS)\\:d}.%{eif\\:mod(floor(n*10/$FPS)\\,10)\\:d} s'[counted];
color=c=black:s=${bar_w}x${bar_h}:r=$FPS,trim=end_frame=1,$(two_tone "lt(mod(X+Y,$stripe),$stripe/2)" 1),loop=-1:1,
setpts=N/$FPS/TB,format=gbrap[stripes];
color=c=0x343946:s=${bar_w}x${bar_h}:r=$FPS:d=$seconds,format=gbrap[rest];
[stripes][rest]overlay=x='round(W*$done_)':y=0:format=gbrp:shortest=1[bar];
color=c=black:s=$((disc * 4))x$((disc * 4)):r=$FPS,trim=end_frame=1,
$(two_tone "lt((X-W/2)*(Y-H/2),0)*lt(hypot(X-W/2,Y-H/2),W*0.43)+gt(hypot(X-W/2,Y-H/2),W*0.43)" "lt(hypot(X-W/2,Y-H/2),W*0.49)"),
scale=$((disc * 2)):-1:flags=area,loop=-1:1,setpts=N/$FPS/TB,rotate=a='PI*n/$FPS':c=none,scale=$disc:-1:flags=area,format=gbrap[marker];
[counted][bar]overlay=x=$margin:y=$bar_y:format=gbrp[floor];
[floor][marker]overlay=x='round($margin+$bar_w*$done_-w/2)':y='round($bar_y-h-4*$hop*($second)*(1-$second))':format=gbrp:shortest=1,
scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int+bicubic,format=yuv420p[video]
GRAPH
}

# A soft pentatonic note on every second over a quiet fifth. It ends just before the picture, so that the encoder's
# padding of the last audio frame never makes the file longer than its video.
tone() {
  local seconds=$1
  local step="mod(floor(t),5)" beat="mod(t,1)"
  local note="0.16*exp(-4*$beat)*(1-$beat)*min(1,80*$beat)*sin(2*PI*$beat*330*pow(2,(2*$step+gte($step,3))/12))"
  local pad="0.02*(sin(2*PI*110*t)+sin(2*PI*165*t))*min(1,min(4*t,4*($seconds-0.05-t)))"
  echo "aevalsrc='$note+$pad':s=$RATE:c=mono:n=1024,atrim=end=$seconds,atrim=end_sample=$((seconds * RATE / 1024 * 1024 - 2048))"
}

draw() {
  ffmpeg -nostdin "${QUIET[@]}" -filter_complex_script "$1" -map '[video]' -map '[audio]' -c:v rawvideo -c:a pcm_f32le -f nut -
}

# Without the encoder's note of its settings in every file, and in pieces of a second, which need a shorter table.
# A process of its own: x264 beside a filter graph gave other bytes (of the same pictures) about one time in five.
encode() {
  ffmpeg "${QUIET[@]}" -f nut -i - -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
    -c:v libx264 -preset veryslow -tune animation -profile:v high -crf 44 -g $((FPS * 10)) -threads 1 \
    -x264-params ref=4:bframes=0:weightp=0:psy=0:aq-strength=1.0 -frames:v $((FPS * $1)) \
    -pix_fmt yuv420p -color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709 \
    -c:a aac -aac_coder fast -b:a 4k -ac 1 -bsf:v filter_units=remove_types=6 -chunk_duration 1000000 -movflags +faststart -y "$2"
}

build() {
  local out=$1 resolution=$2 ratio=$3 width=$4 height=$5 seconds=$6 tmp=$7
  local name=$resolution-${ratio/:/x}-${seconds}s.mp4
  ACCENT=$(accent_of "$resolution")
  printf 'STUNTDOUBLE' >"$tmp/title"
  printf 'placeholder video · no model was run' >"$tmp/note"
  printf '%s · %s · %s×%s · %s s' "$resolution" "$ratio" "$width" "$height" "$seconds" >"$tmp/meta"
  {
    graph "$tmp" "$width" "$height" "$seconds"
    echo ";$(tone "$seconds")[audio]"
  } >"$tmp/graph"
  draw "$tmp/graph" | encode "$seconds" "$tmp/$name"
  mv "$tmp/$name" "$out/$name"
}

main() {
  check_tools
  local out=${1:-$(dirname "$0")/../media} resolution ratio width height seconds
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  mkdir -p "$out"
  while read -r resolution ratio width height; do
    for seconds in 5 10; do
      [[ "$resolution-${ratio/:/x}-${seconds}s" == ${ONLY:-*} ]] || continue
      build "$out" "$resolution" "$ratio" "$width" "$height" "$seconds" "$scratch"
    done
  done < <(shapes)
  du -cb "$out"/*.mp4
}

main "$@"
