#!/usr/bin/env bash
# Builds the small placeholder files of media/ for models that make no videos: an image in three formats, a sound in two.
# They are real files of their type that every decoder reads, and under 20 KB together. The same ffmpeg gives the same bytes.
#
#   scripts/build-media-files.sh [directory]
set -euo pipefail
out=${1:-$(dirname "$0")/../media}
mkdir -p "$out"
QUIET=(-hide_banner -loglevel error -nostdin -y)
BITEXACT=(-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact)
# The crash-test marker on a dark page, as in the videos.
PICTURE="color=c=0x181A20:s=512x512,format=rgb24,geq=r='if(lt(hypot(X-256,Y-256),160),if(lt((X-256)*(Y-256),0),255,24),24)':g='if(lt(hypot(X-256,Y-256),160),if(lt((X-256)*(Y-256),0),210,26),26)':b='if(lt(hypot(X-256,Y-256),160),if(lt((X-256)*(Y-256),0),63,32),32)'"
SOUND="aevalsrc='0.2*exp(-4*mod(t,1))*sin(2*PI*330*t)':s=16000:c=mono,atrim=end=1"
ffmpeg "${QUIET[@]}" -f lavfi -i "$PICTURE" -frames:v 1 "${BITEXACT[@]}" -c:v png -pred mixed "$out/placeholder.png"
ffmpeg "${QUIET[@]}" -f lavfi -i "$PICTURE" -frames:v 1 "${BITEXACT[@]}" -c:v mjpeg -q:v 12 -pix_fmt yuvj420p -f image2 -update 1 "$out/placeholder.jpeg"
ffmpeg "${QUIET[@]}" -f lavfi -i "$PICTURE" -frames:v 1 "${BITEXACT[@]}" -c:v libwebp -quality 60 "$out/placeholder.webp"
ffmpeg "${QUIET[@]}" -f lavfi -i "$SOUND" "${BITEXACT[@]}" -c:a libmp3lame -b:a 16k -write_xing 0 -id3v2_version 0 "$out/placeholder.mp3"
ffmpeg "${QUIET[@]}" -f lavfi -i "aevalsrc='0.2*exp(-4*mod(t,1))*sin(2*PI*330*t)':s=8000:c=mono,atrim=end=0.5" "${BITEXACT[@]}" -c:a pcm_u8 "$out/placeholder.wav"
printf 'STUNTDOUBLE: a placeholder text. No model was run.\n' >"$out/placeholder.txt"
ls -l "$out"/placeholder.*
