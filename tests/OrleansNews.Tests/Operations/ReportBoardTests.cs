namespace OrleansNews.Operations;

public class ReportBoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly ReportBoard<(Guid Sender, string Text)> _board = new(static report => report.Sender);

    [Fact]
    public void Report_OfTheSameProcess_ReplacesTheLastOne_AndExpires()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        _board.Take((one, "first"), Start);
        _board.Take((other, "other"), Start);
        _board.Take((one, "second"), Start.AddSeconds(10));

        Assert.Equal(["other", "second"], _board.Read(Start.AddSeconds(14)).Select(report => report.Text).Order());
        Assert.Equal(["second"], _board.Read(Start.AddSeconds(15)).Select(report => report.Text));
        Assert.Empty(_board.Read(Start.AddSeconds(25)));
    }

    [Fact]
    public void Reports_OfMoreProcessesThanThereCanBe_TakeNoRoom()
    {
        for (var i = 0; i < 2_000; i++) _board.Take((Guid.NewGuid(), "invented"), Start);

        Assert.Equal(1_000, _board.Read(Start).Count());
    }
}
