using System.Collections.Immutable;
using OrleansNews.Articles;

namespace OrleansNews.Markdown;

/// <summary>Reads one Markdown file and keeps what is to be said about it.</summary>
internal sealed class MarkdownStoryReader(string file)
{
    private const string Fence = "---";
    private const int MostLinesOfFrontMatter = 1_000;

    private readonly List<MarkdownProblem> _errors = [];
    private readonly List<MarkdownProblem> _warnings = [];

    public MarkdownReading Read(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var story = FindFences(lines) is { } fences ? Read(lines, fences.First, fences.Last) : null;
        return new(_errors.Count == 0 ? story : null, InOrder(_errors), InOrder(_warnings));
    }

    private static ImmutableArray<MarkdownProblem> InOrder(List<MarkdownProblem> problems) => [.. problems.OrderBy(problem => problem.Line)];

    private (int First, int Last)? FindFences(string[] lines)
    {
        var first = Array.FindIndex(lines, line => !string.IsNullOrWhiteSpace(line));
        if (first < 0 || lines[first].TrimEnd() != Fence)
        {
            Error(Math.Max(first, 0) + 1, "There is no front matter. Begin the file with a line ---, then lines such as “title: The harbour wakes”, then a line --- again.");
            return null;
        }

        var last = Array.FindIndex(lines, first + 1, Math.Min(lines.Length - first - 1, MostLinesOfFrontMatter), line => line.TrimEnd() is Fence or "...");
        if (last >= 0) return (first, last);
        Error(first + 1, "The front matter does not end. Put a line --- behind it, before the text of the story.");
        return null;
    }

    private MarkdownStory Read(string[] lines, int first, int last)
    {
        var matter = FrontMatter.Read(string.Join('\n', lines[(first + 1)..last]), first + 2, Error);
        foreach (var entry in matter.Entries.Where(entry => !IsKnown(entry.Key)))
            Warning(entry.Line, $"“{entry.Key}” is not known and was left out. Known are {string.Join(", ", MarkdownStory.Keys)}.");

        var body = string.Join('\n', lines[(last + 1)..]).Trim('\n').TrimEnd();
        if (string.IsNullOrWhiteSpace(body)) Error(last + 1, "There is no story below the front matter. Write it behind the second line ---.");

        var title = Text(matter, "title");
        if (title.Length == 0 && _errors.Count == 0) Error(matter.Find("title")?.Line ?? first + 1, "The title is missing. Add a line “title: ...” to the front matter.");
        return new(
            new()
            {
                Title = title,
                Slug = Slug(matter),
                Body = body,
                Excerpt = Text(matter, "excerpt"),
                Section = Section(matter),
                Tags = Terms(matter, "tags", split: true),
                Authors = [.. Terms(matter, "author", split: false).Concat(Terms(matter, "authors", split: false)).DistinctBy(term => term.Slug)],
                Dateline = Text(matter, "dateline"),
                CommentsOpen = CommentsOpen(matter),
                Live = Live(matter),
                LeadImage = LeadImage(matter),
            },
            Date(matter))
        {
            SaysLive = matter.Find("live") is not null,
            SaysImage = matter.Find("image") is not null,
        };
    }

    private static bool IsKnown(string key) => MarkdownStory.Keys.Contains(key) || key == "authors";

    private string Slug(FrontMatter matter)
    {
        var slug = Text(matter, "slug");
        if (slug.Length == 0 || Slugs.IsValid(slug)) return slug;
        var usable = Slugs.From(slug);
        Error(matter.Find("slug")!.Line, usable.Length > 0
            ? $"The slug may have lower-case letters, digits and single hyphens only. “slug: {usable}” would do."
            : "The slug must have a letter or digit. Leave the line out to have it made from the title.");
        return slug;
    }

    private StoryDate? Date(FrontMatter matter)
    {
        if (matter.Find("date") is not { Values.IsEmpty: false } entry)
        {
            Warning(1, "There is no date: the story is published as of now. Give a date, so that importing the file again on another day finds the same story.");
            return null;
        }

        if (StoryDate.TryParse(Text(matter, "date"), out var date)) return date;
        Error(entry.Line, $"“{entry.Values[0]}” is no date. Write it as 2026-11-22, 2026-11-22 09:30 or 2026-11-22T09:30:00+01:00.");
        return null;
    }

    private bool CommentsOpen(FrontMatter matter)
    {
        var text = Text(matter, "comments");
        if (text is not ("" or "open" or "closed")) Error(matter.Find("comments")!.Line, $"Comments are “open” or “closed”, not “{text}”.");
        return text != "closed";
    }

    private LiveOrder Live(FrontMatter matter)
    {
        var text = Text(matter, "live");
        if (text is not ("" or "newest" or "oldest" or "no")) Error(matter.Find("live")!.Line, $"A live story shows its “newest” or its “oldest” entries first, not “{text}”; “no” is a story without entries.");
        return text switch { "newest" => LiveOrder.NewestFirst, "oldest" => LiveOrder.OldestFirst, _ => LiveOrder.None };
    }

    private LeadImage? LeadImage(FrontMatter matter)
    {
        var (number, alternative, caption, credit) = (Text(matter, "image"), Text(matter, "image_alt"), Text(matter, "image_caption"), Text(matter, "image_credit"));
        if (MediaId.TryParse(number, out var id)) return new(id) { AlternativeText = alternative, Caption = caption, Credit = credit };
        if (number.Length > 0) Error(matter.Find("image")!.Line, $"The image is the number of a picture in the library, not “{number}”. Upload the picture at /newsroom/media, or to /api/media, and give the number that it gets.");
        else if (alternative.Length + caption.Length + credit.Length > 0) Warning(1, "There are words about an image, and no image: they were left out. Add a line “image: ...” with the number of a picture.");
        return null;
    }

    private string Text(FrontMatter matter, string key)
    {
        if (matter.Find(key) is not { } entry) return "";
        if (!entry.IsList) return entry.Values.FirstOrDefault("").Trim();
        Error(entry.Line, $"“{key}” must be one text, not a list.");
        return "";
    }

    // "Politics/Local" is a section below another one.
    private Term? Section(FrontMatter matter)
    {
        if (matter.Find("section") is not { } entry) return null;
        if (entry.IsList) Error(entry.Line, "A story has one section. Give further ones as tags.");
        var section = Term.Nested(entry.Values.FirstOrDefault(""));
        foreach (var level in section?.Line ?? [])
        {
            if (level.Slug.Length == 0) Error(entry.Line, $"“{level.Name}” in “section” needs a letter or digit, so that it can have an address.");
        }

        return section;
    }

    private ImmutableArray<Term> Terms(FrontMatter matter, string key, bool split)
    {
        if (matter.Find(key) is not { } entry) return [];
        var names = split && !entry.IsList ? entry.Values.SelectMany(value => value.Split(',')) : entry.Values;
        var terms = names.Where(name => !string.IsNullOrWhiteSpace(name)).Select(Term.Named).DistinctBy(term => term.Slug).ToImmutableArray();
        foreach (var term in terms.Where(term => term.Slug.Length == 0)) Error(entry.Line, $"“{term.Name}” in “{key}” needs a letter or digit, so that it can have an address.");
        return terms;
    }

    private void Error(int line, string message) => _errors.Add(new(file, line, message));

    private void Warning(int line, string message) => _warnings.Add(new(file, line, message));
}
