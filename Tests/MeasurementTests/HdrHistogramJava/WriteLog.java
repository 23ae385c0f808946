import java.io.PrintStream;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Wrote log.hlog, and on its standard output contents.txt, with Debian's libhdrhistogram-java 2.1.11:
 *
 *     java -cp /usr/share/java/hdrhistogram.jar WriteLog.java log.hlog > contents.txt
 *
 * A line of contents.txt is TAG START_MS END_MS and what `hdrhistogram.py` says of a histogram.
 */
public class WriteLog {
    public static void main(String[] arguments) throws Exception {
        long start = 1_700_000_000_123L;
        HistogramLogWriter writer = new HistogramLogWriter(new PrintStream(arguments[0]));
        writer.outputComment("[Three seconds]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(start);
        writer.setBaseTime(start);
        writer.outputBaseTime(start);
        writer.outputLegend();
        Random random = new Random(5);
        for (int second = 0; second < 3; second++) {
            for (String tag : new String[] {null, "read-file"}) {
                Histogram histogram = new Histogram(100, 3_600_000_000_000L, 3);
                int count = second == 1 && tag == null ? 0 : 20;
                for (int each = 0; each < count; each++) {
                    histogram.recordValue((long) Math.exp(random.nextDouble() * 28));
                }
                histogram.setTag(tag);
                histogram.setStartTimeStamp(start + 1000 * second);
                histogram.setEndTimeStamp(start + 1000 * second + 1000);
                writer.outputIntervalHistogram(histogram);
                System.out.println(tag + " " + histogram.getStartTimeStamp() + " " + histogram.getEndTimeStamp()
                        + " " + contents(histogram));
            }
        }
        writer.close();
    }

    private static String contents(Histogram histogram) {
        StringBuilder text = new StringBuilder().append(histogram.getTotalCount());
        for (double part : new double[] {50, 90, 99, 99.9, 100}) {
            text.append(" ").append(histogram.getValueAtPercentile(part));
        }
        for (HistogramIterationValue value : histogram.recordedValues()) {
            text.append(" ").append(histogram.lowestEquivalentValue(value.getValueIteratedTo()))
                    .append(":").append(value.getCountAddedInThisIterationStep());
        }
        return text.toString();
    }
}
