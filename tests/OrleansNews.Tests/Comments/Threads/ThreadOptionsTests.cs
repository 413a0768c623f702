namespace OrleansNews.Comments.Threads;

public sealed class ThreadOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreAccepted() => Assert.True(new ThreadOptionsValidator().Validate(null, new()).Succeeded);

    [Fact]
    public void Validate_ValueOutOfRange_NamesKeyAndCure()
    {
        var result = new ThreadOptionsValidator().Validate(null, new() { TailBytes = 5, GraveyardAge = TimeSpan.Zero });
        Assert.Equal(
            ["Threads:TailBytes is 5: set it between 1024 and 65536.", "Threads:GraveyardAge is 00:00:00: set it between 01:00:00 and 30.00:00:00."],
            result.Failures);
    }
}
