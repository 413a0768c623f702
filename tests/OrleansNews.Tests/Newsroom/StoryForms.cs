using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;

namespace OrleansNews.Newsroom;

/// <summary>The form of the editor as a browser, or its script, sends it.</summary>
internal static class StoryForms
{
    public static async Task<HttpClient> SignedInAsync(this SignInSite site, string login, Role role, string name = "Edith")
    {
        await site.CreateAsync(login, role, name);
        return await site.SignedInAsync(login);
    }

    public static async Task<string> BeginAsync(HttpClient browser)
    {
        var (status, address, _) = await SignInSite.SendAsync(browser, "/newsroom/stories");
        Assert.Equal(HttpStatusCode.SeeOther, status);
        return address;
    }

    public static (string Name, string Value)[] Story(string title, string body, long version, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>
        {
            ["title"] = title, ["body"] = body, ["version"] = $"{version}", ["standfirst"] = "A standfirst.", ["section"] = "Travel / Ferries", ["tags"] = "Boats, Islands",
            ["authors"] = "Edith", ["seo_title"] = "For machines", ["seo_description"] = "Said to machines.", ["comments_open"] = "yes", ["format"] = "Markdown",
        };
        foreach (var (name, value) in more) fields[name] = value;
        return [.. fields.Select(field => (field.Key, field.Value))];
    }

    public static async Task<(HttpStatusCode Status, string Location)> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        var (status, location, _) = await SignInSite.SendAsync(browser, path, fields);
        return (status, location);
    }

    public static async Task<(HttpStatusCode Status, JsonElement Answer)> AutosaveAsync(HttpClient browser, string address, (string Name, string Value)[] fields)
    {
        var (status, _, json) = await SignInSite.SendAsync(browser, address + "/autosave", fields);
        return (status, JsonDocument.Parse(json).RootElement);
    }

    public static string Field(string page, string name) => new HtmlParser().ParseDocument(page).QuerySelector($"#story-form [name={name}]") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement choice => choice.Value ?? "",
        IHtmlInputElement input => input.Value,
        _ => "",
    };
}
