using System.Text.Json;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

public sealed class LogExportTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\")", "\"'=HYPERLINK(\"\"http://example.org\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\r\nx", "\"'\r\nx\"")]
    [InlineData("sells, says \"they\"", "\"sells, says \"\"they\"\"\"")]
    [InlineData("plain = text", "plain = text")]
    [InlineData("", "")]
    public void Csv_Cell_IsNeverAFormula_AndNeverTwo(string reason, string cell)
    {
        Assert.Equal($"1970-01-01T00:00:01.000Z,spam,7,{CommentId.Native(new(7), 3)},held,spam,{cell},mo,1000-5\r\n", LogExport.CsvRow(Entry(reason)));
    }

    [Fact]
    public void JsonLine_IsOneLine_WhateverWasWritten()
    {
        var line = LogExport.JsonRow(Entry("one\ntwo"));

        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        var row = JsonDocument.Parse(line).RootElement;
        Assert.Equal(("spam", "one\ntwo", "held", "1000-5"), (Text("decision"), Text("reason"), Text("from"), Text("place")));

        string? Text(string member) => row.GetProperty(member).GetString();
    }

    private static LogEntry Entry(string reason) => new()
    {
        Place = new(1_000, 5), Action = LogAction.Spam, Article = new(7), Number = 3, From = CommentStatus.Held, To = CommentStatus.Spam, Login = "mo", Reason = reason,
    };
}
