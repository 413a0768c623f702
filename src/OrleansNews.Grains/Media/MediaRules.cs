using System.Collections.Immutable;
using System.Globalization;
using OrleansNews.Accounts;

namespace OrleansNews.Media;

/// <summary>Who may do what with pictures, and what may be written about them. Limits are those that <see cref="MediaDetails"/> documents.</summary>
internal static class MediaRules
{
    private const int LongestAlternativeText = 1_000;
    private const int LongestCaption = 2_000;
    private const int LongestCredit = 300;
    private const int LongestFileName = 255;

    // Each has files of its own, which stay.
    private const int MostFocuses = 100;

    /// <summary>Whether <paramref name="actor"/> may see the library.</summary>
    public static bool MaySee(Actor actor) => actor.May(Deed.See, Matter.Media);

    /// <summary>Whether <paramref name="actor"/> may upload.</summary>
    public static bool MayUpload(Actor actor) => actor.May(Deed.Write, Matter.OwnMedia);

    /// <summary>Whether <paramref name="actor"/> may write about a picture of <paramref name="owner"/>.</summary>
    public static bool MayWrite(Actor actor, string owner) => May(actor, Deed.Write, owner);

    /// <summary>Whether <paramref name="actor"/> may delete a picture of <paramref name="owner"/>.</summary>
    public static bool MayDelete(Actor actor, string owner) => May(actor, Deed.Delete, owner);

    /// <summary>Without blanks around it.</summary>
    public static MediaDetails Normalise(MediaDetails details) => details with
    {
        AlternativeText = details.AlternativeText.Trim(),
        Caption = details.Caption.Trim(),
        Credit = details.Credit.Trim(),
    };

    /// <summary>What a file is called, for people: without the folders of somebody's computer.</summary>
    public static string NameOf(string fileName)
    {
        var name = new string([.. fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(character => !char.IsControl(character))]).Trim();
        return name.Length <= LongestFileName ? name : name[..LongestFileName];
    }

    /// <summary>Whether the picture can be cut around one more point.</summary>
    public static bool CanFocus(MediaState state, FocalPoint focus) => state.FocusOn(focus).Focuses.Length <= MostFocuses;

    /// <summary>What is wrong with it.</summary>
    public static ImmutableArray<FieldError> Validate(MediaDetails details)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        AtMost(LongestAlternativeText, details.AlternativeText, "alt");
        AtMost(LongestCaption, details.Caption, "caption");
        AtMost(LongestCredit, details.Credit, "credit");
        if (!details.Focus.IsValid) errors.Add(new("focus_x", "The focal point lies within the picture: from 0 to 100 per cent each way.", "focus"));
        return errors.DrainToImmutable();

        void AtMost(int most, string text, string field)
        {
            if (text.Length > most) errors.Add(new(field, string.Create(CultureInfo.InvariantCulture, $"Shorten it: {text.Length:N0} characters, and {most:N0} are possible."), "too-long"));
        }
    }

    private static bool May(Actor actor, Deed deed, string owner) => actor.May(deed, actor.Login.Length > 0 && actor.Login == owner ? Matter.OwnMedia : Matter.OthersMedia);
}
