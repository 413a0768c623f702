namespace OrleansNews.Site;

public class OverloadOptionsTests
{
    [Fact]
    public void Validate_Defaults_Pass() => Assert.True(new OverloadOptionsValidator().Validate(null, new()).Succeeded);

    [Fact]
    public void Validate_BoundThatLetsNobodyIn_NamesItsKey()
    {
        var result = new OverloadOptionsValidator().Validate(null, new() { ReadsAtOnce = 0, WritesAtOnce = 2_000_000, NewsroomAtOnce = -1, CommentsAtOncePerStory = 0 });

        Assert.Equal(
            ["Overload:ReadsAtOnce", "Overload:WritesAtOnce", "Overload:NewsroomAtOnce", "Overload:CommentsAtOncePerStory"],
            result.Failures!.Select(failure => failure.Split(' ')[0]));
    }

    [Fact]
    public void Validate_StoryThatMayTakeAllPlaces_IsRefused() =>
        Assert.False(new OverloadOptionsValidator().Validate(null, new() { WritesAtOnce = 100, CommentsAtOncePerStory = 101 }).Succeeded);
}
