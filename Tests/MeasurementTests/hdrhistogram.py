#!/usr/bin/env python3
"""Histograms through HdrHistogram's Python implementation (PyPI's hdrhistogram), which shares no code with this one.

    hdrhistogram.py read FILE    FILE has an encoded histogram a line. Prints a line for each: what it holds.
    hdrhistogram.py write FILE   FILE has a line for each histogram: LOWEST HIGHEST DIGITS [VALUE:COUNT...].
                                 Prints two lines for each: its encoding, and what it holds.
    hdrhistogram.py read-log FILE    FILE is an interval log. Prints a line for each interval: TAG START_MS END_MS and
                                     what it holds.
    hdrhistogram.py write-log FILE   FILE has a line for each interval: START_MS END_MS and a histogram as for write.
                                     Prints a log, an empty line, and what read-log prints for it.

What a histogram holds is COUNT P50 P90 P99 P99.9 P100 [LOWEST:COUNT...], a pair for each counter that is above zero, with
the lowest value that it counts.
"""
import io
import sys

from hdrh.histogram import HdrHistogram
from hdrh.log import HistogramLogReader, HistogramLogWriter


def contents(histogram):
    figures = [histogram.get_total_count()]
    figures += [histogram.get_value_at_percentile(part) for part in (50, 90, 99, 99.9, 100)]
    counters = [
        f"{histogram.get_value_from_index(index)}:{count}"
        for index, count in enumerate(histogram.counts)
        if count
    ]
    return " ".join([str(figure) for figure in figures] + counters)


def made(lowest, highest, digits, *values):
    histogram = HdrHistogram(int(lowest), int(highest), int(digits))
    for value in values:
        value, count = value.split(":")
        assert histogram.record_value(int(value), int(count)), value
    return histogram


def interval(histogram):
    times = histogram.get_start_time_stamp(), histogram.get_end_time_stamp()
    return " ".join([str(histogram.get_tag())] + [f"{time:.0f}" for time in times] + [contents(histogram)])


def read(file):
    for line in lines(file):
        print(contents(HdrHistogram.decode(line)))


def write(file):
    for line in lines(file):
        histogram = made(*line.split())
        print(histogram.encode().decode())
        print(contents(histogram))


def read_log(file):
    log = HistogramLogReader(file, HdrHistogram(1, 2, 1))
    while (histogram := log.get_next_interval_histogram()) is not None:
        print(interval(histogram))


def write_log(file):
    # Its writer of the start time calls what is not there.
    log, said = io.StringIO(), []
    writer = HistogramLogWriter(log)
    writer.output_log_format_version()
    writer.output_legend()
    for line in lines(file):
        start, end, *histogram = line.split()
        histogram = made(*histogram)
        histogram.set_start_time_stamp(float(start))
        histogram.set_end_time_stamp(float(end))
        writer.output_interval_histogram(histogram)
        said.append(interval(histogram))
    print(log.getvalue())
    print("\n".join(said))


def lines(file):
    with open(file, encoding="utf-8") as text:
        return text.read().splitlines()


if __name__ == "__main__":
    what, name = sys.argv[1:]
    {"read": read, "write": write, "read-log": read_log, "write-log": write_log}[what](name)
