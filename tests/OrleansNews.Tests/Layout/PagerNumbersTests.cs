namespace OrleansNews.Layout;

public class PagerNumbersTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 10, "1 2 3 … 10")]
    [InlineData(5, 10, "1 2 3 4 5 6 7 … 10")]
    [InlineData(6, 11, "1 … 4 5 6 7 8 … 11")]
    [InlineData(10_000, 10_000, "1 … 9998 9999 10000")]
    public void Numbers_AreFirstLastAndThoseAround(int page, int pages, string expected) =>
        Assert.Equal(expected, string.Join(' ', PagerNumbers.Of(page, pages).Select(number => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "…")));

    [Fact]
    public void Numbers_OfAnyPage_RiseAndNeverLeaveOutASinglePage()
    {
        for (var pages = 1; pages <= 30; pages++)
        {
            for (var page = 1; page <= pages; page++)
            {
                var numbers = PagerNumbers.Of(page, pages);
                Assert.Equal((1, pages), (numbers[0]!.Value, numbers[^1]!.Value));
                Assert.Contains(page, numbers);
                for (var i = 1; i < numbers.Length; i++)
                {
                    if (numbers[i] is { } number && numbers[i - 1] is { } before) Assert.Equal(before + 1, number);
                    if (numbers[i] is null) Assert.True(numbers[i + 1] - numbers[i - 1] > 2);
                }
            }
        }
    }
}
