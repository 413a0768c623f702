using OrleansNews.Articles;

namespace OrleansNews.Markdown;

public class MarkdownStoryTests
{
    [Fact]
    public void Read_EveryKey_IsTaken()
    {
        var reading = MarkdownStory.Read("a.md", """
            ---
            title: "Night shift: the harbour"
            slug: night-shift
            date: 2026-11-20T06:30:00+01:00
            section: Local
            tags:
              - harbour
              - Night work
            author: Mara Lind
            excerpt: Who works while the town sleeps.
            dateline: LISBON
            comments: closed
            live: oldest
            image: 12
            image_alt: Boats at a quay
            image_caption: "At four: the first"
            image_credit: Mara Lind
            ---

            The **first** boats.
            """);

        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        var content = reading.Story!.Content;
        Assert.Equal(("Night shift: the harbour", "night-shift", "The **first** boats."), (content.Title, content.Slug, content.Body));
        Assert.Equal(("Who works while the town sleeps.", "LISBON", false), (content.Excerpt, content.Dateline, content.CommentsOpen));
        Assert.Equal([new Term("harbour", "harbour"), new Term("night-work", "Night work")], content.Tags);
        Assert.Equal((new Term("local", "Local"), new Term("mara-lind", "Mara Lind")), (content.Section!, Assert.Single(content.Authors)));
        Assert.Equal(LiveOrder.OldestFirst, content.Live);
        Assert.Equal(new LeadImage(new(12)) { AlternativeText = "Boats at a quay", Caption = "At four: the first", Credit = "Mara Lind" }, content.LeadImage);
        Assert.True(reading.Story.SaysLive && reading.Story.SaysImage);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 5, 30, 0, TimeSpan.Zero), reading.Story.Date!.Value.In(TimeZoneInfo.Utc));
    }

    [Fact]
    public void Read_ByteOrderMarkAndWindowsLineEnds_AreTheSameStory()
    {
        const string Text = "---\ntitle: A\ndate: 2026-11-22\n---\nOne.\n\nTwo.\n";

        var windows = MarkdownStory.Read("a.md", "\uFEFF" + Text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(MarkdownStory.Read("a.md", Text).Story, windows.Story);
        Assert.Equal("One.\n\nTwo.", windows.Story!.Content.Body);
    }

    [Theory]
    [InlineData("Just text", 1, "There is no front matter")]
    [InlineData("", 1, "There is no front matter")]
    [InlineData("---\ntitle: A\nText", 1, "does not end")]
    [InlineData("---\ndate: 2026-11-22\n---\nText", 1, "The title is missing")]
    [InlineData("---\ntitle:\ndate: 2026-11-22\n---\nText", 2, "The title is missing")]
    [InlineData("---\ntitle: A\ndate: 2026-02-30\n---\nText", 3, "“2026-02-30” is no date")]
    [InlineData("---\ntitle: A\ndate: yesterday\n---\nText", 3, "Write it as 2026-11-22")]
    [InlineData("---\ntitle: A: B\ndate: 2026-11-22\n---\nText", 2, "quotation marks")]
    [InlineData("---\ntitle: A\ntitle: B\ndate: 2026-11-22\n---\nText", 3, "given twice")]
    [InlineData("---\ntitle: A\ndate: 2026-11-22\ntags: {a: b}\n---\nText", 4, "simple list")]
    [InlineData("---\ntitle: [A, B]\ndate: 2026-11-22\n---\nText", 2, "one text, not a list")]
    [InlineData("---\ntitle: A\nslug: Two Words\ndate: 2026-11-22\n---\nText", 3, "“slug: two-words” would do")]
    [InlineData("---\ntitle: A\ndate: 2026-11-22\ncomments: maybe\n---\nText", 4, "“open” or “closed”")]
    [InlineData("---\ntitle: A\ndate: 2026-11-22\ntags: \"!!!\"\n---\nText", 4, "needs a letter or digit")]
    [InlineData("---\ntitle: A\ndate: 2026-11-22\n---\n\n", 4, "no story below")]
    [InlineData("---\ntitle: A\ndate: 2026-11-22\nlive: yes\n---\nText", 4, "not “yes”")]
    [InlineData("---\ntitle: A\ndate: 2026-11-22\nimage: boats.jpg\n---\nText", 4, "Upload the picture at /newsroom/media")]
    [InlineData("---\ntitle: A\ndate: 2026-11-22\nimage: 0\n---\nText", 4, "the number of a picture")]
    [InlineData("---\n- a\n---\nText", 2, "lines of “key: text”")]
    public void Read_FaultyFile_NamesLineAndCure(string text, int line, string message)
    {
        var reading = MarkdownStory.Read("a.md", text);

        Assert.Null(reading.Story);
        var error = Assert.Single(reading.Errors);
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"a.md:{line}: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownKeyAndNoDate_AreWarnings()
    {
        var reading = MarkdownStory.Read("a.md", "---\ntitle: A\nlayout: post\n---\nText");

        Assert.NotNull(reading.Story);
        Assert.Null(reading.Story.Date);
        Assert.Equal([1, 3], reading.Warnings.Select(warning => warning.Line));
        Assert.Contains("“layout” is not known", reading.Warnings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WordsOfNoImage_AreAWarning()
    {
        var reading = MarkdownStory.Read("a.md", "---\ntitle: A\ndate: 2026-11-22\nimage_alt: Boats\n---\nText");

        Assert.Null(reading.Story!.Content.LeadImage);
        Assert.False(reading.Story.SaysImage);
        Assert.Contains("no image", Assert.Single(reading.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedOrSelfReferringYaml_IsAnErrorAndNoCrash()
    {
        Assert.NotEmpty(MarkdownStory.Read("a.md", "---\ntitle: A\ntags: " + new string('[', 10_000) + "\n---\nText").Errors);
        Assert.NotEmpty(MarkdownStory.Read("a.md", "---\ntitle: A\ntags: &a [*a]\n---\nText").Errors);
    }
}
