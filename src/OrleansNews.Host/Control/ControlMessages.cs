using OrleansNews.Accounts;
using OrleansNews.Comments;

namespace OrleansNews.Control;

/// <summary><c>admin create</c>.</summary>
internal sealed record CreateAccountRequest(string Login, string Name, string Email, Role Role, string Password);

/// <summary><c>admin token</c>.</summary>
internal sealed record CreateTokenRequest(string Login, string Name);

/// <summary><c>admin reset-two-step</c>.</summary>
internal sealed record ResetTwoStepRequest(string Login);

/// <summary><c>import</c>.</summary>
internal sealed record ImportRequest(IReadOnlyList<ImportFile> Files);

/// <summary>A Markdown file.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Text">Its whole text.</param>
/// <param name="Unreadable">Why there is no text, as a sentence; null when there is.</param>
internal sealed record ImportFile(string Name, string Text, string? Unreadable);

/// <summary><c>erasures export</c>.</summary>
internal sealed record ExportErasuresRequest;

/// <summary><c>erasures apply</c>.</summary>
/// <param name="Erasures">The list that was kept apart.</param>
/// <param name="Since">Only erasures at or after it are carried out again.</param>
internal sealed record ApplyErasuresRequest(IReadOnlyList<Erasure> Erasures, DateTimeOffset Since);

/// <summary>What the host answers to every verb.</summary>
/// <param name="Succeeded">Whether it did what was asked.</param>
/// <param name="Text">What to print on standard output.</param>
/// <param name="Errors">What to print on standard error.</param>
internal sealed record ControlAnswer(bool Succeeded, string Text, IReadOnlyList<string> Errors)
{
    /// <summary>The erasure list, where that was asked for.</summary>
    public IReadOnlyList<Erasure> Erasures { get; init; } = [];

    public static ControlAnswer Done(string text) => new(true, text, []);

    public static ControlAnswer Failed(params IReadOnlyList<string> errors) => new(false, "", errors);
}
