using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.LiveStories;

/// <summary>Entries for machines: schema.org's <c>LiveBlogPosting</c>, whose <c>liveBlogUpdate</c>s are <c>BlogPosting</c>s.</summary>
internal static class LiveStructuredData
{
    /// <summary>Writes what a story has besides as a live story: since when, until when, and its entries.</summary>
    public static void WriteCoverage(Utf8JsonWriter json, LiveBlogModel blog, SiteSettings site)
    {
        var view = blog.Entries.Story;
        json.WriteString("coverageStartTime", blog.Dates.Machine(view.StartedAt ?? blog.Story.PublishedAt));
        if (view.EndedAt is { } ended) json.WriteString("coverageEndTime", blog.Dates.Machine(ended));
        json.WriteStartArray("liveBlogUpdate");
        foreach (var entry in blog.Entries.Pinned.Concat(blog.InPlace))
        {
            json.WriteStartObject();
            Write(json, entry, blog.Story, site, blog.Dates);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>One entry at its own address.</summary>
    public static string OfEntry(LiveEntryPageModel model)
    {
        var (site, story) = (model.Frame.Settings, model.Story);
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteStartArray("@graph");
            json.WriteStartObject();
            Write(json, model.Entry, story, site, model.Frame.Dates);
            json.WriteStartObject("isPartOf");
            json.WriteString("@type", "LiveBlogPosting");
            json.WriteString("@id", site.Address + Urls.Encode(story.Path) + "#story");
            json.WriteString("url", site.Address + Urls.Encode(story.Path));
            json.WriteString("headline", story.Title);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, LiveEntry entry, PublishedArticle story, SiteSettings site, SiteDates dates)
    {
        var address = site.Address + Urls.Encode(LiveStoryPaths.Entry(story.Path, entry.Number));
        json.WriteString("@type", "BlogPosting");
        json.WriteString("@id", address);
        json.WriteString("url", address);
        json.WriteString("headline", LiveEntryPageModel.TitleOf(entry, story));
        json.WriteString("datePublished", dates.Machine(entry.At));
        json.WriteString("dateModified", dates.Machine(entry.EditedAt ?? entry.At));
        if (entry.Summary.Length > 0) json.WriteString("articleBody", entry.Summary);
        if (entry.By.Length == 0) return;
        json.WriteStartObject("author");
        json.WriteString("@type", "Person");
        json.WriteString("name", entry.By);
        json.WriteEndObject();
    }
}
