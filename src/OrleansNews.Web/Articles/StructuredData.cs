using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansNews.Layout;
using OrleansNews.LiveStories;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>
/// A story for machines: JSON-LD with schema.org's <c>NewsArticle</c> and <c>BreadcrumbList</c>. The serializer's default encoder writes <c>&lt;</c>, <c>&gt;</c> and
/// <c>&amp;</c> as escapes, so that no text can end the script element. Without a site address the addresses are relative to the page, which JSON-LD allows.
/// </summary>
internal static class StructuredData
{
    /// <summary>A story, and the way to it.</summary>
    public static string Of(StoryModel model) => Graph(json =>
    {
        WriteStory(json, model);
        var (site, story) = (model.Frame.Settings, model.Article);
        WriteTrail(json, site, StepsTo(site, story.Section).Append((story.Title, Urls.Encode(story.Path))));
    });

    /// <summary>The way from the front page to a section, for its own page.</summary>
    public static string OfSection(SiteSettings site, Term section) => Graph(json => WriteTrail(json, site, StepsTo(site, section)));

    private static string Graph(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteStartArray("@graph");
            write(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteStory(Utf8JsonWriter json, StoryModel model)
    {
        var (site, story) = (model.Frame.Settings, model.Article);
        var address = site.Address + Urls.Encode(story.Path);
        json.WriteStartObject();
        json.WriteString("@type", model.Live is null ? "NewsArticle" : "LiveBlogPosting");
        json.WriteString("@id", address + "#story");
        json.WriteString("url", address);
        json.WriteStartObject("mainEntityOfPage");
        json.WriteString("@type", "WebPage");
        json.WriteString("@id", address);
        json.WriteEndObject();
        json.WriteString("headline", story.Title);
        if (story.Description.Length > 0) json.WriteString("description", story.Description);
        json.WriteString("datePublished", model.Frame.Dates.Machine(story.PublishedAt));
        json.WriteString("dateModified", model.Frame.Dates.Machine(model.Live?.Entries.Story.ChangedAt is { } changed && changed > story.UpdatedAt ? changed : story.UpdatedAt));
        json.WriteString("inLanguage", site.Language);
        json.WriteBoolean("isAccessibleForFree", true);
        if (story.Dateline.Length > 0 && model.Live is null) json.WriteString("dateline", story.Dateline);
        if (story.Section is { } section) json.WriteString("articleSection", section.Name);
        WriteTexts(json, "keywords", story.Tags.Select(tag => tag.Name));
        if (StoryImage.Of(story) is { Length: > 0 } image) WriteTexts(json, "image", [image.StartsWith('/') ? site.Address + image : image]);
        json.WriteStartArray("author");
        foreach (var author in story.Authors) WriteNamed(json, "Person", author.Name, site.Address + Urls.Author(author));
        if (story.Authors.IsEmpty) WriteNewspaper(json, site); // Who signs nothing leaves it to the paper to answer for it.
        json.WriteEndArray();
        json.WritePropertyName("publisher");
        WriteNewspaper(json, site);
        WriteCorrections(json, model);
        if (model.Live is { } live) LiveStructuredData.WriteCoverage(json, live, site);
        json.WriteNumber("commentCount", model.Conversation.Thread.Total);
        json.WriteString("discussionUrl", address + "#comments");
        json.WriteEndObject();
    }

    private static void WriteCorrections(Utf8JsonWriter json, StoryModel model)
    {
        if (model.Article.Corrections.IsEmpty) return;
        json.WriteStartArray("correction");
        foreach (var correction in model.Article.Corrections)
        {
            json.WriteStartObject();
            json.WriteString("@type", "CorrectionComment");
            json.WriteString("text", correction.Text);
            json.WriteString("datePublished", model.Frame.Dates.Machine(correction.At));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<(string Name, string Path)> StepsTo(SiteSettings site, Term? section) =>
        (section?.Line ?? []).Select(level => (level.Name, Urls.Category(level))).Prepend((site.Title, "/"));

    private static void WriteTrail(Utf8JsonWriter json, SiteSettings site, IEnumerable<(string Name, string Path)> steps)
    {
        json.WriteStartObject();
        json.WriteString("@type", "BreadcrumbList");
        json.WriteStartArray("itemListElement");
        foreach (var (position, (name, path)) in steps.Index())
        {
            json.WriteStartObject();
            json.WriteString("@type", "ListItem");
            json.WriteNumber("position", position + 1);
            json.WriteString("name", name);
            json.WriteString("item", site.Address + path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteNewspaper(Utf8JsonWriter json, SiteSettings site) => WriteNamed(json, "NewsMediaOrganization", site.Title, site.Address + "/");

    private static void WriteNamed(Utf8JsonWriter json, string type, string name, string address)
    {
        json.WriteStartObject();
        json.WriteString("@type", type);
        json.WriteString("name", name);
        json.WriteString("url", address);
        json.WriteEndObject();
    }
}
