using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansNews.Operations;

public sealed class QuietConsoleTests
{
    [Fact]
    public void Exception_OfAHostThatRuns_IsPrintedWithItsStack()
    {
        var printed = Print("OrleansNews.Comments", new ObjectDisposedException("FileStream"));
        Assert.StartsWith("error OrleansNews.Comments: It failed.", printed, StringComparison.Ordinal);
        Assert.Contains("FileStream", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_OfATimerThatOutlivedItsSilo_IsNotPrinted() =>
        Assert.Empty(Print("Orleans.Grain.InvokeException", new ObjectDisposedException(nameof(IServiceProvider))));

    private static string Print(string category, Exception exception)
    {
        using var writer = new StringWriter();
        new QuietConsole().Write(new LogEntry<string>(LogLevel.Error, category, new EventId(1), "It failed.", exception, (state, _) => state), null, writer);
        return writer.ToString();
    }
}
