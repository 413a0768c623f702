using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace OrleansNews.Layout;

/// <summary>
/// Every word that readers see and nobody of the newsroom wrote, in one language. The texts are the resource files beside this class, one a language, and each has a member here:
/// what does not exist does not compile. A page is the same for everybody, so the language is the site's, never the reader's or the thread's.
/// </summary>
/// <remarks>
/// The files are embedded in this assembly and not in satellites, so that they are there however the program was published. A key with several forms for numbers ends in
/// the category: <c>MoreReplies.one</c>.
/// </remarks>
public sealed partial class SiteTexts
{
    /// <summary>The language of texts where the site's has none.</summary>
    public const string Fallback = "en";

    /// <summary>A language that nobody speaks (Windows' name for it): English with other letters, so that a word in plain letters is one that no translation reaches.</summary>
    public const string Pseudo = "qps-ploc";

    private const string Prefix = "texts/";

    private static readonly FrozenDictionary<string, SiteTexts> _all = Load();

    private readonly FrozenDictionary<string, string> _texts;
    private readonly Func<int, string> _categoryOf;
    private readonly string _direction;

    private SiteTexts(string language, IReadOnlyDictionary<string, string> texts)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
        _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);
        _categoryOf = PluralRules.Of(language);
        _direction = TextDirection.Of(language);
        ForScripts = ScriptTexts.Of(this);
    }

    /// <summary>The languages that have texts.</summary>
    public static IEnumerable<string> Languages => _all.Keys.Where(language => language != Pseudo);

    /// <summary>The language of the texts, as a BCP 47 tag.</summary>
    public string Language { get; }

    /// <summary>How numbers and the names of days and months are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>What the scripts of a page need, as JSON.</summary>
    public string ForScripts { get; }

    /// <summary>The texts of a language: of its tag, else of the tag without its region, else in English.</summary>
    public static SiteTexts Of(string language) =>
        _all.GetValueOrDefault(language) ?? _all.GetValueOrDefault(language.Split('-')[0]) ?? _all[Fallback];

    /// <summary>What is wrong with a field: in this language where it is known what it is, else as the cluster said it.</summary>
    public string Of(FieldError error) => error.Code.Length > 0 && _texts.TryGetValue($"Fault.{error.Code}", out var text)
        ? error.Detail.Length > 0 ? string.Format(Culture, text, Isolated(error.Detail)) : text
        : error.Message;

    /// <summary>What is wrong with a form, in this language where it is known what it is.</summary>
    internal ImmutableArray<FieldError> OfAll(ImmutableArray<FieldError> errors) => [.. errors.Select(error => error with { Message = Of(error) })];

    /// <summary>All keys with their texts.</summary>
    internal IReadOnlyDictionary<string, string> All => _texts;

    /// <summary>The forms of a text that depends on a number, by category (CLDR).</summary>
    internal IReadOnlyDictionary<string, string> FormsOf(string key) =>
        _texts.Where(text => text.Key.StartsWith(key + ".", StringComparison.Ordinal)).ToDictionary(text => text.Key[(key.Length + 1)..], text => text.Value);

    private string Text([CallerMemberName] string key = "") => _texts[key];

    private string Fill(string[] values, [CallerMemberName] string key = "") => string.Format(Culture, _texts[key], [.. values.Select(Isolated)]);

    private string Plural(int count, string other = "", [CallerMemberName] string key = "") => string.Format(Culture, _texts[$"{key}.{_categoryOf(count)}"], count, Isolated(other));

    private string Isolated(string value) => TextDirection.Isolated(value, within: _direction);

    private static FrozenDictionary<string, SiteTexts> Load()
    {
        var assembly = typeof(SiteTexts).Assembly;
        var files = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(name => name[Prefix.Length..], name =>
        {
            using var reader = new ResourceReader(assembly.GetManifestResourceStream(name)!);
            return reader.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        });
        files[Pseudo] = files[Fallback].ToDictionary(text => text.Key, text => PseudoTexts.Of(text.Value));
        return files.Select(file => new SiteTexts(file.Key, file.Value)).ToFrozenDictionary(texts => texts.Language, StringComparer.OrdinalIgnoreCase);
    }
}
