using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace OrleansNews.Layout;

/// <summary>The texts of scripts, as they find them in the attribute <c>data-texts</c> of the page's body. One that depends on a number is an object of its forms.</summary>
internal static class ScriptTexts
{
    private static readonly JavaScriptEncoder _encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    private static readonly string[] _single =
    [
        nameof(SiteTexts.Live), nameof(SiteTexts.Waiting), nameof(SiteTexts.NewCommentBy), nameof(SiteTexts.StoryUpdated), nameof(SiteTexts.StoryWithdrawn), nameof(SiteTexts.WithdrawnTitle), nameof(SiteTexts.JustNow),
        nameof(SiteTexts.PlaceholderRemoved), nameof(SiteTexts.CommentsClosed), nameof(SiteTexts.LeaveReply), nameof(SiteTexts.LeaveReplyTo), nameof(SiteTexts.NotPosted),
        nameof(SiteTexts.Unavailable), nameof(SiteTexts.Edit),
    ];

    private static readonly string[] _counted = [nameof(SiteTexts.NewComments), nameof(SiteTexts.NewLiveEntries), nameof(SiteTexts.Readers)];

    private static readonly string[] _singleOfDesk = [nameof(SiteTexts.NotDecided), nameof(SiteTexts.Undone), nameof(SiteTexts.BulkProgress)];

    private static readonly string[] _countedOfDesk =
    [
        nameof(SiteTexts.ApprovedComments), nameof(SiteTexts.HeldComments), nameof(SiteTexts.SpamComments), nameof(SiteTexts.TrashedComments), nameof(SiteTexts.RestoredComments),
        nameof(SiteTexts.SomeNotChanged), nameof(SiteTexts.SomeNotDecided), nameof(SiteTexts.SomeNotUndone), nameof(SiteTexts.BulkFound),
    ];

    private static readonly string[] _countedOfEditor = [nameof(SiteTexts.Words)];

    public static string Of(SiteTexts texts) => Of(texts, _single, _counted);

    /// <summary>What the desk of moderators has beside them, in the attribute <c>data-more-texts</c>.</summary>
    public static string OfDesk(SiteTexts texts) => Of(texts, _singleOfDesk, _countedOfDesk);

    /// <summary>What the editor has beside them, in the same attribute.</summary>
    public static string OfEditor(SiteTexts texts) => Of(texts, [], _countedOfEditor);

    private static string Of(SiteTexts texts, string[] single, string[] counted)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = _encoder }))
        {
            json.WriteStartObject();
            // The rule of these words; the page may be in a language that has none of its own.
            json.WriteString("language", texts.Language == SiteTexts.Pseudo ? SiteTexts.Fallback : texts.Language);
            foreach (var key in single) json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(key), texts.All[key]);
            foreach (var key in counted)
            {
                json.WriteStartObject(JsonNamingPolicy.CamelCase.ConvertName(key));
                foreach (var (category, form) in texts.FormsOf(key)) json.WriteString(category, form);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
