# How different lines of text are: distinct-1, distinct-2, the number of different lines, how often the most frequent one
# comes, and that line.
#
#   awk -f Benchmarks/tasks/distinct.awk replies.txt
#
# distinct-n is the number of different n-grams divided by that of all n-grams (Li et al. 2016, arXiv:1510.03055). Words
# stand between spaces; n-grams do not cross lines.
{
  lines[$0]++
  for (i = 1; i <= NF; i++) {
    words++
    if (!word[$i]++) differentWords++
    if (i > 1) {
      pairs++
      if (!pair[$(i - 1) " " $i]++) differentPairs++
    }
  }
}
END {
  for (line in lines) {
    different++
    if (lines[line] > most || lines[line] == most && line < first) { most = lines[line]; first = line }
  }
  printf "%.3f\t%.3f\t%d\t%d\t%s\n", words ? differentWords / words : 0, pairs ? differentPairs / pairs : 0, different, most, first
}
