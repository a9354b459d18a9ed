import { type FormEvent, useEffect, useState } from 'react';
import type { DemoPerson } from '../api/answers';
import type { Api } from '../api/api';
import type { SignIn as SignInEnd } from '../api/sign-in';
import { type LanguageDoor, useLanguage } from '../language';
import { texts } from '../texts';

type Problem = 'signInRefused' | 'signInTooMany' | 'signInUnavailable' | 'secondFactorRefused';

const REFUSALS: Record<Exclude<SignInEnd, 'in' | 'second-factor'>, Problem> = {
  refused: 'signInRefused',
  'too-many': 'signInTooMany',
  unavailable: 'signInUnavailable',
};

/** The demo names roles as the ledger does, or in words of its own. */
function roleText(role: string, say: LanguageDoor['say']): string {
  const key = `role${role.toUpperCase()}`;
  return isTextKey(key) ? say(key as 'rolePHARMACY') : role;
}

const isTextKey = (key: string): boolean => (texts.keys as readonly string[]).includes(key);

/** The door: one click as a demo person where there is a demo, else e-mail and password, with a second factor if set. */
export function SignIn({ api, onSignedIn }: { readonly api: Api; readonly onSignedIn: () => Promise<void> }) {
  const { say } = useLanguage();
  const [people, setPeople] = useState<readonly DemoPerson[] | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [step, setStep] = useState<'password' | 'second-factor'>('password');
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    let gone = false;
    api.demoPeople().then(
      (list) => gone || setPeople(list),
      () => gone || setPeople([]),
    );
    return () => {
      gone = true;
    };
  }, [api]);

  async function attempt(who: string, how: () => Promise<SignInEnd>) {
    setBusy(who);
    setProblem(null);
    const end = await how().catch(() => 'unavailable' as const);
    if (end === 'in') await onSignedIn();
    else if (end === 'second-factor') setStep('second-factor');
    else if (end === 'refused' && step === 'second-factor') setProblem('secondFactorRefused');
    else setProblem(REFUSALS[end]);
    setBusy(null);
  }

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    void attempt('form', () =>
      step === 'second-factor'
        ? api.secondFactor(field('code'))
        : api.signIn(field('email'), String(form.get('password') ?? '')),
    );
  };

  if (people === null) return <p className="quiet">{say('loading')}</p>;
  const form = (
    <form className="form" onSubmit={submit}>
      {step === 'password' ? (
        <>
          <label>
            {say('email')}
            <input name="email" type="email" autoComplete="username" required />
          </label>
          <label>
            {say('password')}
            <input name="password" type="password" autoComplete="current-password" required />
          </label>
        </>
      ) : (
        <label>
          {say('secondFactor')}
          <input name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" required />
        </label>
      )}
      <button type="submit" className="button button-primary" disabled={busy !== null}>
        {say(step === 'password' ? 'signIn' : 'secondFactorSend')}
      </button>
    </form>
  );

  return (
    <main className="sign-in">
      <h1>{say('signInTitle')}</h1>
      {problem && (
        <p className="notice notice-problem" role="alert">
          {say(problem)}
        </p>
      )}
      {people.length > 0 && (
        <section aria-labelledby="demo-people">
          <h2 id="demo-people">{say('signInDemo')}</h2>
          <p className="quiet">{say('signInDemoHint')}</p>
          <ul className="people">
            {people.map((person) => (
              <li key={person.email}>
                <button
                  type="button"
                  className="person"
                  disabled={busy !== null}
                  aria-busy={busy === person.email || undefined}
                  onClick={() => void attempt(person.email, () => api.signInAs(person.email))}
                >
                  <span className="person-mark" aria-hidden="true">
                    {[...person.organisation][0]}
                  </span>
                  <span className="person-text">
                    <strong>{person.name}</strong>
                    <span>{person.organisation}</span>
                    <span>{roleText(person.role, say)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length > 0 ? (
        <details className="panel">
          <summary>{say('signInForm')}</summary>
          <div className="panel-body">{form}</div>
        </details>
      ) : (
        <section className="panel">
          <h2>{say('signInForm')}</h2>
          {form}
        </section>
      )}
    </main>
  );
}
