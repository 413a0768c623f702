using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace OrleansNews.Accounts;

/// <summary>
/// What somebody sent who had been logged out meanwhile. It travels in hidden fields of the login pages and back to the browser: in no address, no log, and
/// in no memory of this site.
/// </summary>
/// <param name="Action">Where it was sent to; an address of this site.</param>
/// <param name="Fields">Its fields, encoded as a query and then in the letters of base64url, which no browser encodes further.</param>
public sealed record KeptForm(string Action, string Fields)
{
    /// <summary>The hidden field with the address.</summary>
    public const string ActionField = "kept_action";

    /// <summary>The hidden field with the fields.</summary>
    public const string FieldsField = "kept_fields";

    /// <summary>The hidden field with the name of the file.</summary>
    public const string FileNameField = "kept_file";

    /// <summary>The form's field of a file: the one name that such a field has here.</summary>
    public const string FileField = "file";

    private const int LongestFileName = 255;

    /// <summary>The name of the file that was sent with the fields, which cannot be kept and is chosen again; empty when there was none.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The greatest length of <see cref="Fields"/>: a little less than the longest field that a form may have.</summary>
    public const int MaxLength = 4_000_000;

    /// <summary>Keeps a form; null when it is too large for that.</summary>
    public static KeptForm? Of(string action, IEnumerable<KeyValuePair<string, StringValues>> form, string fileName)
    {
        // A password is asked for again.
        var query = QueryString.Create(form.Where(static field => field.Key != PasswordQuestion.Field).SelectMany(static field => field.Value.Select(value => KeyValuePair.Create(field.Key, value))));
        var fields = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(query.Value ?? ""));
        return fields.Length <= MaxLength ? new(action, fields) { FileName = Short(fileName) } : null;
    }

    /// <summary>What a login page sent back; null for none, and for what no login page holds.</summary>
    public static KeptForm? Read(IFormCollection form)
    {
        var (action, fields) = (LocalUrls.OrNone(form[ActionField]), form[FieldsField].ToString());
        return action.Length > 0 && fields.Length is > 0 and <= MaxLength && Base64Url.IsValid(fields)
            ? new(action, fields) { FileName = Short(form[FileNameField].ToString()) }
            : null;
    }

    /// <summary>The fields as they were sent.</summary>
    public IEnumerable<KeyValuePair<string, string>> Decode() =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Fields))).SelectMany(static field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")));

    private static string Short(string name) => Beginning.Of(name, LongestFileName);
}
