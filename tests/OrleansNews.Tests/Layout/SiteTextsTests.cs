using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.LiveStories;
using OrleansNews.Site;

namespace OrleansNews.Layout;

/// <summary>The resource files against each other, and against what the program says by them.</summary>
public partial class SiteTextsTests
{
    private static readonly SiteTexts English = SiteTexts.Of(SiteTexts.Fallback);

    public static TheoryData<string> Languages => [.. SiteTexts.Languages];

    [Fact]
    public void Languages_AreEnglish_AndOneThatIsWrittenFromTheRight()
    {
        Assert.Contains(SiteTexts.Fallback, SiteTexts.Languages);
        Assert.Contains(SiteTexts.Languages, language => TextDirection.Of(language) == "rtl");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Language_HasTheKeysOfEnglish_AndNoOthers(string language)
    {
        Assert.Empty(MissingFrom(SiteTexts.Of(language).All.Keys, English.All.Keys));
        Assert.Empty(MissingFrom(English.All.Keys, SiteTexts.Of(language).All.Keys));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Counted_HasAFormForEveryCategoryOfTheLanguage(string language)
    {
        var texts = SiteTexts.Of(language);
        foreach (var key in texts.All.Keys.Where(IsCounted).Select(BaseOf).Distinct())
            Assert.Equal(PluralRules.CategoriesOf(language).Order(), texts.FormsOf(key).Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Text_HasThePlacesThatEnglishHas(string language)
    {
        foreach (var (key, text) in SiteTexts.Of(language).All)
        {
            var places = PlacesIn(text);
            // Every form may leave its number out, and say it in words.
            var expected = PlacesIn(English.All[IsCounted(key) ? $"{BaseOf(key)}.other" : key]);
            Assert.True(places.SetEquals(expected) || (IsCounted(key) && !key.EndsWith(".other", StringComparison.Ordinal) && places.Append('0').ToHashSet().SetEquals(expected)), $"{language} {key}: {text}");
            Assert.Equal(text.Count(letter => letter == '{'), text.Count(letter => letter == '}'));
        }
    }

    /// <summary>What a translator forgot would be the same as in English.</summary>
    [Fact]
    public void Arabic_IsTranslated()
    {
        var same = SiteTexts.Of("ar").All.Where(text => Letters().IsMatch(text.Value) && English.All.GetValueOrDefault(text.Key) == text.Value).Select(text => text.Key);
        Assert.Equal(["FeedBelow", "MonthFormat", "TimeFormat"], same.Order());
    }

    /// <summary>No signs of English are left in it: its quotation marks, and the stroke that joins a letter to what is not Arabic before what is.</summary>
    [Fact]
    public void Arabic_HasItsOwnMarks_AndJoinsItsOwnLetters() =>
        Assert.Empty(SiteTexts.Of("ar").All.Where(text => ForeignMarks().IsMatch(text.Value)).Select(text => $"{text.Key}: {text.Value}"));

    [Fact]
    public void Arabic_CountsTheWordsOfAStory_InTheEditor()
    {
        using var texts = JsonDocument.Parse(ScriptTexts.OfEditor(SiteTexts.Of("ar")));
        Assert.Equal("ar", texts.RootElement.GetProperty("language").GetString());
        var words = texts.RootElement.GetProperty("words");
        Assert.Equal(PluralRules.CategoriesOf("ar").Order(), words.EnumerateObject().Select(form => form.Name).Order());
        Assert.Equal("{0} كلمات", words.GetProperty("few").GetString());
    }

    [Fact]
    public void Members_AreTheKeys()
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        string[] others = [nameof(SiteTexts.Language), nameof(SiteTexts.Culture), nameof(SiteTexts.ForScripts), nameof(SiteTexts.Of)];
        var members = typeof(SiteTexts).GetProperties(own).Select(member => member.Name)
            .Concat(typeof(SiteTexts).GetMethods(own).Where(method => !method.IsSpecialName).Select(method => method.Name)).Except(others).Order();
        Assert.Equal(English.All.Keys.Where(key => !key.StartsWith("Fault.", StringComparison.Ordinal)).Select(BaseOf).Distinct().Order(), members);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("ar", "ar")]
    [InlineData("ar-EG", "ar")]
    [InlineData("AR-eg", "ar")]
    [InlineData("pt-BR", "en")]
    public void Of_ATagWithARegionOrWithoutTexts_FindsTheNextBest(string tag, string language) => Assert.Equal(language, SiteTexts.Of(tag).Language);

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("he-IL", "rtl")]
    [InlineData("az-Arab-IR", "rtl")]
    [InlineData("ks-Deva", "ltr")]
    [InlineData("en-GB", "ltr")]
    [InlineData("pt-BR", "ltr")]
    public void Direction_FollowsTheScript_ElseTheLanguage(string tag, string direction) => Assert.Equal(direction, TextDirection.Of(tag));

    /// <summary>Examples of CLDR's plural rules for Arabic.</summary>
    [Theory]
    [InlineData(0, "zero")]
    [InlineData(1, "one")]
    [InlineData(2, "two")]
    [InlineData(3, "few")]
    [InlineData(10, "few")]
    [InlineData(11, "many")]
    [InlineData(26, "many")]
    [InlineData(99, "many")]
    [InlineData(100, "other")]
    [InlineData(102, "other")]
    [InlineData(103, "few")]
    [InlineData(1011, "many")]
    public void Arabic_HasSixForms(int count, string category)
    {
        Assert.Equal(category, PluralRules.Of("ar")(count));
        Assert.Equal(string.Format(SiteTexts.Of("ar").Culture, SiteTexts.Of("ar").FormsOf("MoreReplies")[category], count), SiteTexts.Of("ar").MoreReplies(count));
    }

    [Fact]
    public void English_IsWordPresss()
    {
        Assert.Equal("No responses yet", CommentTexts.Heading(English, 0, "Boats"));
        Assert.Equal("One response to “Boats”", CommentTexts.Heading(English, 1, "Boats"));
        Assert.Equal("1,234 responses to “Boats”", CommentTexts.Heading(English, 1_234, "Boats"));
        Assert.Equal("Leave a Reply to Ada", English.LeaveReplyTo("Ada"));
        Assert.Equal("Comment on Boats by Ada", English.CommentOnBy("Boats", "Ada"));
        Assert.Equal("Save my name, email, and website in this browser for the next time I comment.", English.Consent);
    }

    [Fact]
    public void Dates_AreWrittenAsTheLanguageDoes_InTheNewspapersZone()
    {
        var moment = new DateTimeOffset(2026, 11, 22, 22, 5, 0, TimeSpan.Zero);
        var english = new SiteDates(new() { TimeZone = "Europe/Berlin" });
        var arabic = new SiteDates(new() { Language = "ar-EG", TimeZone = "Europe/Berlin" });
        Assert.Equal("Sunday, November 22, 2026", english.LongDate(moment));
        Assert.Equal("11:05 pm", english.Time(moment));
        Assert.Equal("الأحد، 22 نوفمبر، 2026", arabic.LongDate(moment));
        Assert.Equal("11:05 م", arabic.Time(moment));
    }

    [Fact]
    public void Faults_InEnglish_AreTheClustersSentences()
    {
        var typed = new CommentSubmission { Article = new(1), Submission = SubmissionId.FromKey("1"), Author = new('a', 300), Email = "no", Url = "gopher://x", Text = "" };
        FieldError[] errors =
        [
            .. SubmissionRules.Check(typed, new()).Errors,
            .. SubmissionRules.Check(typed with { Author = "", Email = new string('e', 101), Url = "https://x.example/" + new string('u', 200), Text = new('t', 70_000) }, new()).Errors,
            .. NewAccountRules.Check("?", new('n', 300), "no", "short"),
            PasswordRules.Objection(new('p', 300), "ann", "")!,
            PasswordRules.Objection(new('p', 20), "ann", "")!,
            PasswordRules.Objection("my name is calloway", "calloway", "")!,
            .. PlanningErrors(),
            .. ArticleRules.ValidatePublication(new() { Title = "", Body = "" }, "", null, default),
            ArticleRules.AddressTaken,
            .. ArticleRules.ValidatePublication(new() { Title = "Boats", Body = "Text", LeadImage = new(default) }, "", null, default),
            .. StoryErrors(),
            .. SettingsErrors(),
            .. ArticleRules.ValidateDraft(new() { Title = "Boats", Body = "Text", Live = (LiveOrder)9 }),
            .. LiveEntryRules.Validate(new(new('h', 301), "")),
            .. LiveEntryRules.Validate(new("", new('t', 20_001))),
            LiveEntryRules.TooDeep, LiveEntryRules.ManyPinned, LiveEntryRules.OtherText, LiveEntryRules.Ended,
            NoteRules.CallsNobody("cora"), PlanningRules.NotByItself, PlanningRules.DraftGone,
            .. ArticleRules.ValidateDraft(new() { Title = "Boats", Body = "Text", Slug = "Two Words" }),
            .. NoteRules.Validate("", []),
            .. NoteRules.Validate("All of you", [.. Enumerable.Range(0, 11).Select(number => $"l{number}")]),
        ];
        foreach (var error in errors) Assert.Equal(error.Message, English.Of(error with { Message = "" }));
        Assert.Equal(English.All.Keys.Where(key => key.StartsWith("Fault.", StringComparison.Ordinal)).Order(), errors.Select(error => $"Fault.{error.Code}").Distinct().Order());
        Assert.Equal("as it was said", SiteTexts.Of("ar").Of(new("x", "as it was said")));
    }

    [Fact]
    public void Scripts_GetTheirTexts_WithAllForms()
    {
        using var json = JsonDocument.Parse(SiteTexts.Of("ar").ForScripts);
        Assert.Equal("ar", json.RootElement.GetProperty("language").GetString());
        Assert.Equal(SiteTexts.Of("ar").Live, json.RootElement.GetProperty("live").GetString());
        Assert.Equal(6, json.RootElement.GetProperty("newComments").EnumerateObject().Count());
    }

    private static IEnumerable<FieldError> StoryErrors()
    {
        var (now, nameless) = (new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), new Term("!", ""));
        var (below, deep) = (new Term("x", "X") { Parent = Term.Named("Y") }, Term.Named("Local"));
        for (var level = 0; level < Term.MostLevels; level++) deep = new Term("page", "Page") { Parent = deep };
        var longest = new ArticleContent
        {
            Title = new string('t', 301) + "\n", Slug = "!", Body = new string('b', 2_000_001), Format = (BodyFormat)9, Standfirst = new string('s', 1_001), Excerpt = new string('e', 1_001),
            Dateline = new string('d', 101), SeoTitle = new string('t', 301), SeoDescription = new string('d', 1_001), Section = deep,
            LeadImage = new(default) { AlternativeText = new string('a', 1_001), Caption = new string('c', 2_001), Credit = new string('c', 301) },
            Tags = [below, nameless, .. Enumerable.Range(0, 50).Select(number => Term.Named($"tag {number}"))],
            Authors = [below, nameless, .. Enumerable.Range(0, 20).Select(number => Term.Named($"author {number}"))],
        };
        return
        [
            .. ArticleRules.ValidatePublication(longest, new string('r', 1_001), now.AddDays(1), now),
            .. ArticleRules.ValidatePublication(longest with { Section = nameless }, "", new DateTimeOffset(900, 1, 1, 0, 0, 0, TimeSpan.Zero), now),
            new("body", ArticleRules.TooDeep, "too_deep"), ArticleRules.UnknownSection(Term.Named("Cultre")),
        ];
    }

    private static IEnumerable<FieldError> SettingsErrors()
    {
        var section = Term.Named("Local");
        string[] patterns = [new('x', 101), "no slashes", "/%word%/", "/%postname%/%postname%/", "/%year%/", "/%post_id%/", "/newsroom/%postname%/"];
        return
        [
            SiteRules.NotAllowed, SiteRules.Conflict,
            .. SiteRules.Validate(new() { Title = "", Tagline = new('t', 201), Language = "?", TimeZone = "?", StoriesPerPage = 0, DefaultSection = new("", ""), Address = "?", Sections = [.. Enumerable.Repeat(section, 51)] }),
            .. SiteRules.Validate(new() { Sections = [new("", "")] }),
            .. patterns.Select(pattern => PermalinkPattern.Problem(pattern)!),
            .. SiteRules.Validate(new()
            {
                Discussion = new() { Moderation = (ModerationMode)9, MaxLinks = -1, FloodSeconds = -1, CloseAfterDays = -1, ThreadDepth = 0, CommentsPerPage = 0, EditMinutes = -1, ModerationWords = ["*"], DisallowedWords = [.. Enumerable.Repeat("word", 10_001)] },
            }),
        ];
    }

    private static IEnumerable<FieldError> PlanningErrors()
    {
        var now = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
        var (draft, published) = (new ArticleState { EmbargoUntil = now.AddHours(2) }, new ArticleState { Status = ArticleStatus.Published });
        var correction = new CorrectionNote("", ShowsChange: false);
        return
        [
            .. PlanningRules.ValidateNow(draft, new(null, 1, Actor.System, Correction: correction), now),
            .. PlanningRules.ValidatePlan(draft, now, null, now),
            .. PlanningRules.ValidatePlan(published, now.AddYears(6), correction, now),
            .. PlanningRules.ValidateEmbargo(new() { Schedule = new() { At = now.AddHours(1) } }, now.AddHours(2), now),
            .. PlanningRules.ValidateEmbargo(published, now, now),
            .. PlanningRules.ValidateEmbargo(published, now.AddYears(6), now),
        ];
    }

    private static IEnumerable<string> MissingFrom(IEnumerable<string> keys, IEnumerable<string> wanted) => wanted.Select(BaseOf).Except(keys.Select(BaseOf));

    private static bool IsCounted(string key) => key.Contains('.', StringComparison.Ordinal) && !key.StartsWith("Fault.", StringComparison.Ordinal);

    private static string BaseOf(string key) => IsCounted(key) ? key[..key.IndexOf('.', StringComparison.Ordinal)] : key;

    private static HashSet<char> PlacesIn(string text) => [.. Place().Matches(text).Select(place => place.Value[1])];

    [GeneratedRegex(@"[“”]|ـ\p{IsArabic}")]
    private static partial Regex ForeignMarks();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"\p{L}|\{")]
    private static partial Regex Letters();
}
