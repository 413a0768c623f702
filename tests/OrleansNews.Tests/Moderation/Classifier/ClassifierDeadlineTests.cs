using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OrleansNews.Moderation;

public sealed class ClassifierDeadlineTests
{
    [Theory]
    [InlineData(null, 2.5)]
    [InlineData("00:00:01", 0.25)]
    [InlineData("00:00:04", 1)]
    [InlineData("00:00:20", 5)]
    public void Timeout_MayBeAQuarterOfTheDeadline_AndNoMore(string? deadline, double longest)
    {
        Assert.True(Validate(deadline, TimeSpan.FromSeconds(longest)).Succeeded);

        var refused = Validate(deadline, TimeSpan.FromSeconds(longest) + TimeSpan.FromMilliseconds(1)).FailureMessage;
        Assert.Contains($"Give Classifier:Timeout at most {TimeSpan.FromSeconds(longest)}, or Read:WriteDeadline at least", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeout_WithoutAClassifier_MayBeAsItIs() => Assert.True(Validate("00:00:01", new ClassifierOptions().Timeout, url: "").Succeeded);

    private static ValidateOptionsResult Validate(string? deadline, TimeSpan timeout, string url = "https://example.org/judge") => new ClassifierDeadline(
        new ConfigurationBuilder().AddInMemoryCollection(deadline is null ? [] : [new("Read:WriteDeadline", deadline)]).Build()).Validate(null, new() { Url = url, Timeout = timeout });
}
