using OrleansNews.Articles;
using OrleansNews.Media;
using OrleansNews.Markdown;

namespace OrleansNews.Demo;

public class DemoTextsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Slugs => [.. DemoTexts.ReadStories().Select(story => story.Slug)];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Story_OfTheDemo_CanBePublished(string slug)
    {
        // Without libvips there are no pictures, and the newspaper is whole all the same.
        var text = new DemoPictures(new Dictionary<string, MediaView>()).Resolve(DemoDates.Resolve(DemoTexts.ReadStories().Single(candidate => candidate.Slug == slug).Text, Now));

        var reading = MarkdownStory.Read(slug, text);

        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        var story = reading.Story!;
        var publishedAt = story.Date!.Value.In(TimeZoneInfo.Utc);
        Assert.Empty(ArticleRules.ValidatePublication(ArticleRules.Normalise(story.Content), "", publishedAt, Now));
        Assert.Equal(slug, story.Content.Slug);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.InRange(publishedAt, Now.AddDays(-10), Now);
        Assert.NotNull(story.Content.Section);
        Assert.NotEmpty(story.Content.Authors);
        Assert.NotEmpty(story.Content.Excerpt);
        Assert.InRange(story.Content.Body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 250, 2_000);
    }

    [Fact]
    public void Stories_OfTheDemo_FillFiveSections() => Assert.Equal(
        ["Harbour", "Living", "News", "Opinion", "Sport"],
        DemoTexts.ReadStories().Select(story => MarkdownStory.Read(story.Slug, new DemoPictures(new Dictionary<string, MediaView>()).Resolve(DemoDates.Resolve(story.Text, Now))).Story!.Content.Section!.Name)
            .Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Pictures_OfTheDemo_AreDescribedWhereTheyStand()
    {
        var pictures = DemoTexts.ReadPictures().Select(picture => picture.Name).ToList();
        var texts = string.Concat(DemoTexts.ReadStories().Select(story => story.Text)) + string.Concat(DemoTexts.ReadLiveStories(text => DemoDates.Resolve(text, Now)).SelectMany(story => story.Entries).Select(entry => entry.Text));

        Assert.All(pictures, picture => Assert.Contains($" {picture}}}}}", texts, StringComparison.Ordinal));
        Assert.Equal(texts.Split("{{picture ").Length, texts.Split("image_alt: ").Length);
        Assert.Equal(7, DemoTexts.ReadLiveStories(text => new DemoPictures(new Dictionary<string, MediaView>()).Resolve(DemoDates.Resolve(text, Now))).Single().Entries.Count);
    }

    [Fact]
    public void Conversations_OfTheDemo_StandUnderItsStories()
    {
        var conversations = DemoTexts.ReadConversations();

        Assert.Empty(conversations.Select(conversation => conversation.Story).Except(DemoTexts.ReadStories().Select(story => story.Slug)));
        Assert.All(conversations.SelectMany(conversation => conversation.Comments).SelectMany(WithReplies), comment =>
        {
            Assert.InRange(comment.Author.Length, 1, 245);
            Assert.NotEmpty(comment.Text);
        });
        Assert.Contains(conversations.SelectMany(conversation => conversation.Comments), comment => Depth(comment) >= 3);
    }

    private static IEnumerable<DemoComment> WithReplies(DemoComment comment) => (comment.Replies ?? []).SelectMany(WithReplies).Prepend(comment);

    private static int Depth(DemoComment comment) => 1 + (comment.Replies ?? []).Select(Depth).DefaultIfEmpty(0).Max();
}
