namespace OrleansNews.Comments;

/// <summary>
/// Lets the browser, and nobody else, remember name, email and website of a commenter who ticked the box: in WordPress's cookies, which a
/// script reads to fill in the form. Without consent what was remembered is forgotten.
/// </summary>
internal static class RememberedCommenter
{
    // WordPress's comment_cookie_lifetime.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30_000_000);

    public static void Keep(HttpContext context, CommentForm form)
    {
        Set(context, "comment_author", form.Remember ? form.Author : "");
        Set(context, "comment_author_email", form.Remember ? form.Email : "");
        Set(context, "comment_author_url", form.Remember ? form.Url : "");
    }

    private static void Set(HttpContext context, string name, string value)
    {
        var options = new CookieOptions { Path = "/", SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Lifetime };
        if (value.Length > 0) context.Response.Cookies.Append(name, value, options);
        else if (context.Request.Cookies.ContainsKey(name)) context.Response.Cookies.Delete(name, options);
    }
}
