namespace OrleansNews;

/// <summary>What is wrong with one field of a form or message, in words for the person who filled it in.</summary>
/// <param name="Field">The field's name as the form has it: <c>author</c>, <c>email</c>, <c>slug</c> ...</param>
/// <param name="Message">A sentence that says what to do.</param>
/// <param name="Code">A word that names what is wrong, WordPress's where it has one, by which a front end finds the sentence in another language; empty when there is none.</param>
/// <param name="Detail">What stands in the place <c>{0}</c> of that sentence; empty when it has none.</param>
[GenerateSerializer, Immutable, Alias("news.FieldError")]
public sealed record FieldError([property: Id(0)] string Field, [property: Id(1)] string Message, [property: Id(2)] string Code = "", [property: Id(3)] string Detail = "");
