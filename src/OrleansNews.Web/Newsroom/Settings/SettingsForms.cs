using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Shows and changes what the newspaper is called, how it addresses its stories, and which sections it has.</summary>
internal sealed class SettingsForms(IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options)
{
    /// <summary>What the form says when the pattern is none of those that it offers.</summary>
    public const string Custom = "custom";

    public Task<IResult> ShowGeneralAsync(HttpContext context) => ShowAsync<GeneralSettingsPage>(context);

    public Task<IResult> ShowPermalinksAsync(HttpContext context) => ShowAsync<PermalinkSettingsPage>(context);

    public Task<IResult> ShowSectionsAsync(HttpContext context) => ShowAsync<SectionSettingsPage>(context);

    public Task<IResult> SaveGeneralAsync(HttpContext context) => SaveAsync<GeneralSettingsPage>(context, SettingsPaths.General, static (form, before) => new(ReadGeneral(form, before)));

    public Task<IResult> SavePermalinksAsync(HttpContext context) => SaveAsync<PermalinkSettingsPage>(context, SettingsPaths.Permalinks, static (form, before) => new(before with
    {
        Permalinks = form["choice"].ToString() is { Length: > 0 } choice && choice != Custom ? choice : form.Typed("permalinks"),
    }));

    public Task<IResult> SaveSectionsAsync(HttpContext context) => SaveAsync<SectionSettingsPage>(context, SettingsPaths.Sections, static (form, before) =>
    {
        var lines = StoryFields.Lines(form["sections"].ToString());
        var (sections, wrong) = SectionLines.Read(lines);
        var standard = TermTexts.ReadSection(form.Typed("defaultSection"), [before.DefaultSection, .. sections]) ?? new("", "");
        return new(before with { Sections = sections, DefaultSection = standard }, lines, wrong);
    });

    // What the configuration fixes has a field that no browser sends.
    private static SiteSettings ReadGeneral(IFormCollection form, SiteSettings before)
    {
        return before with
        {
            Title = Text("title", before.Title),
            Tagline = Text("tagline", before.Tagline),
            Language = Text("language", before.Language),
            TimeZone = Text("timeZone", before.TimeZone),
            Address = SiteAddress.Of(Text("address", before.Address)),
            // A number that is none is one that the rules refuse, so that the message stands at its field.
            StoriesPerPage = int.TryParse(form.Typed("storiesPerPage"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1,
            DiscourageSearchEngines = before.IsFixed("discourageSearchEngines") ? before.DiscourageSearchEngines : form["discourageSearchEngines"] == "1",
        };

        string Text(string field, string known) => form.ContainsKey(field) ? form.Typed(field) : known;
    }

    private async Task<IResult> ShowAsync<TPage>(HttpContext context)
        where TPage : IComponent, IPage<SettingsModel>
    {
        var settings = await ReadAsync();
        var model = new SettingsModel(await frames.GetAsync(), context.Staff(), settings) { Saved = context.Request.Query.ContainsKey("saved"), SectionLines = SectionLines.Of(settings.Sections) };
        return Page<TPage>(model, StatusCodes.Status200OK);
    }

    private async Task<IResult> SaveAsync<TPage>(HttpContext context, string path, Func<IFormCollection, SiteSettings, Sent> read)
        where TPage : IComponent, IPage<SettingsModel>
    {
        if (await Forms.ReadAsync(context) is not { } form || !long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var before = await ReadAsync();
        var sent = read(form, before);
        if (sent.WrongLine > 0)
        {
            var frame = await frames.GetAsync();
            var typed = new SettingsModel(frame, context.Staff(), sent.Settings with { Version = version }) { SectionLines = sent.Lines, Errors = [new("sections", frame.Texts.SectionLineWrong(sent.WrongLine))] };
            return Page<TPage>(typed, StatusCodes.Status400BadRequest);
        }

        var result = await cluster.GetGrain<ISiteGrain>(0).UpdateAsync(sent.Settings with { Version = version }, context.Staff()).WaitAsync(options.Value.WriteDeadline);
        if (result.Saved)
        {
            frames.SettingsChanged();
            return new SeeOther($"{path}?saved");
        }

        // What somebody else saved meanwhile is the version to change next; what was typed here stays in the form, and theirs is named beside it.
        var theirs = result.Current.Version == version ? null : result.Current;
        var shown = await frames.GetAsync();
        var model = new SettingsModel(shown, context.Staff(), sent.Settings with { Version = result.Current.Version, Fixed = result.Current.Fixed })
        {
            Errors = shown.Texts.OfAll(result.Errors), Theirs = theirs, SectionLines = sent.Lines,
        };
        return Page<TPage>(model, theirs is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }

    // The page cache's settings may be a second old: who changes them must see the present ones.
    private async Task<SiteSettings> ReadAsync() => (await cluster.GetGrain<ISiteGrain>(0).GetAsync(0).WaitAsync(options.Value.Deadline))!;

    private static PageResult<TPage, SettingsModel> Page<TPage>(SettingsModel model, int status)
        where TPage : IComponent, IPage<SettingsModel> => new(model, status, personal: true);

    /// <summary>What a form says.</summary>
    /// <param name="Settings">The settings with it.</param>
    /// <param name="Lines">The sections as they were typed.</param>
    /// <param name="WrongLine">The line that is no section; 0 for none.</param>
    private sealed record Sent(SiteSettings Settings, string Lines = "", int WrongLine = 0);
}
